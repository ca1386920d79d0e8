import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { answerOf, api } from '../../api.ts';
import { Entry, FormFault, NewPassword } from '../../parts/entry.tsx';
import { type LinkFacts, useEntered, WithLink } from '../../parts/link.tsx';
import { resetTexts as texts } from './texts.ts';

export default function ResetPage(): ReactNode {
  return <WithLink purpose="reset">{(link) => <ResetForm {...link} />}</WithLink>;
}

function ResetForm({ secret, facts }: { secret: string; facts: LinkFacts }): ReactNode {
  const entered = useEntered();
  const reset = useMutation({
    mutationFn: (password: string) =>
      answerOf(api.POST('/password-resets/complete', { body: { link: secret, password } })),
    onSuccess: (answer) => entered(answer),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    reset.mutate(String(new FormData(event.currentTarget).get('password')));
  };
  const email = facts.user?.email ?? '';
  return (
    <Entry title={texts.title} hint={texts.hint(email, facts.account_name)}>
      <form onSubmit={submit}>
        <Stack>
          <FormFault error={reset.error} fields={['password']} />
          {/* Password managers keep the address beside the password. */}
          <input type="hidden" name="username" autoComplete="username" defaultValue={email} />
          <NewPassword error={reset.error} label={texts.label} />
          <Button type="submit" loading={reset.isPending} fullWidth>
            {texts.submit}
          </Button>
        </Stack>
      </form>
    </Entry>
  );
}
