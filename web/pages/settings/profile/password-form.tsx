import { Button, PasswordInput, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FormFault, NewPassword } from '../../../parts/entry.tsx';
import { faultOf } from '../../../parts/field-fault.ts';
import { toast } from '../../../parts/toast.ts';
import { useSession } from '../../../session.tsx';
import { useChangePassword } from './queries.ts';
import { profileTexts as texts } from './texts.ts';

export function PasswordForm(): ReactNode {
  const { user } = useSession();
  const change = useChangePassword();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const [current_password, password] = [String(form.get('current')), String(form.get('password'))];
    change.mutate(
      { current_password, password },
      {
        onSuccess: () => {
          element.reset();
          void toast({ message: texts.changed, tone: 'positive' });
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormFault error={change.error} fields={['current_password', 'password']} />
        {/* Password managers keep the address beside the password. */}
        <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
        <PasswordInput
          name="current"
          label={texts.oldPassword}
          autoComplete="current-password"
          required
          error={faultOf(change.error, 'current_password')}
        />
        <NewPassword error={change.error} label={texts.newPassword} />
        <Button type="submit" variant="default" loading={change.isPending} w="fit-content">
          {texts.change}
        </Button>
      </Stack>
    </form>
  );
}
