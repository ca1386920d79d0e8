import { Button, Stack, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FormFault, NewPassword } from '../../parts/entry.tsx';
import { faultOf } from '../../parts/field-fault.ts';
import type { Owner } from './given.ts';
import { firstRunTexts as texts } from './texts.ts';

interface PersonFormProps {
  owner: Owner;
  /** The link was made for this address. */
  isKnown: boolean;
  error: Error | null;
  onNext: (owner: Owner) => void;
}

export function PersonForm({ owner, isKnown, error, onNext }: PersonFormProps): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name));
    onNext({ name: text('name').trim(), email: text('email').trim(), password: text('password') });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormFault error={error} fields={['name', 'email', 'password']} />
        <TextInput
          name="name"
          label={texts.name}
          defaultValue={owner.name}
          autoComplete="name"
          maxLength={200}
          required
          autoFocus
          error={faultOf(error, 'name')}
        />
        <TextInput
          name="email"
          type="email"
          label={texts.email}
          description={texts.emailHint}
          defaultValue={owner.email}
          readOnly={isKnown}
          autoComplete="username"
          maxLength={254}
          required
          error={faultOf(error, 'email')}
        />
        <NewPassword error={error} />
        <Button type="submit" fullWidth>
          {texts.next}
        </Button>
      </Stack>
    </form>
  );
}
