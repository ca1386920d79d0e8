import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FormFault } from '../../../parts/entry.tsx';
import { faultOf } from '../../../parts/field-fault.ts';
import { toast } from '../../../parts/toast.ts';
import { useSession } from '../../../session.tsx';
import { useChangeProfile } from './queries.ts';
import { profileTexts as texts } from './texts.ts';

export function PersonForm(): ReactNode {
  const { user } = useSession();
  const [email, setEmail] = useState(user.email);
  const [name, setName] = useState(user.name);
  const change = useChangeProfile();
  const isNewAddress = email.trim() !== user.email;
  const isChanged = name.trim() !== user.name || isNewAddress;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('current_password'));
    const address = isNewAddress ? { email: email.trim(), current_password: password } : {};
    const onSuccess = (): void => void toast({ message: texts.saved, tone: 'positive' });
    change.mutate({ name: name.trim(), ...address }, { onSuccess });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormFault error={change.error} fields={['name', 'email', 'current_password']} />
        <TextInput
          label={texts.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="name"
          maxLength={200}
          required
          error={faultOf(change.error, 'name')}
        />
        <AddressField email={email} onEmail={setEmail} isNew={isNewAddress} error={change.error} />
        <Button type="submit" loading={change.isPending} disabled={!isChanged} w="fit-content">
          {isChanged ? texts.save : texts.nothing}
        </Button>
      </Stack>
    </form>
  );
}

interface AddressFieldProps {
  email: string;
  onEmail: (email: string) => void;
  isNew: boolean;
  error: Error | null;
}

/** A new address needs the password. */
function AddressField({ email, onEmail, isNew, error }: AddressFieldProps): ReactNode {
  return (
    <>
      <TextInput
        type="email"
        label={texts.email}
        description={texts.emailHint}
        value={email}
        onChange={(event) => onEmail(event.currentTarget.value)}
        autoComplete="username"
        maxLength={254}
        required
        error={faultOf(error, 'email')}
      />
      {isNew && (
        <PasswordInput
          name="current_password"
          label={texts.currentPassword}
          description={texts.currentPasswordHint}
          autoComplete="current-password"
          required
          error={faultOf(error, 'current_password')}
        />
      )}
    </>
  );
}
