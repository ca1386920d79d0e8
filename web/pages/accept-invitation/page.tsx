import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { answerOf, api } from '../../api.ts';
import { Entry, FormFault, NewPassword } from '../../parts/entry.tsx';
import { faultOf } from '../../parts/field-fault.ts';
import { type LinkFacts, useEntered, WithLink } from '../../parts/link.tsx';
import { invitationTexts as texts } from './texts.ts';

export default function AcceptInvitationPage(): ReactNode {
  return <WithLink purpose="invitation">{(link) => <JoinForm {...link} />}</WithLink>;
}

function JoinForm({ secret, facts }: { secret: string; facts: LinkFacts }): ReactNode {
  const entered = useEntered();
  const join = useMutation({
    mutationFn: (body: { link: string; name: string; password: string }) =>
      answerOf(api.POST('/invitations/accept', { body })),
    onSuccess: (answer) => entered(answer),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    join.mutate({
      link: secret,
      name: String(form.get('name')).trim(),
      password: String(form.get('password')),
    });
  };
  const { user } = facts;
  return (
    <Entry title={texts.title(facts.account_name)} hint={texts.hint(user?.email ?? '')}>
      <form onSubmit={submit}>
        <Stack>
          <FormFault error={join.error} fields={['name', 'password']} />
          {/* Password managers keep the address beside the password. */}
          <input type="hidden" name="username" autoComplete="username" defaultValue={user?.email} />
          <TextInput
            name="name"
            label={texts.name}
            defaultValue={user?.name}
            autoComplete="name"
            maxLength={200}
            required
            autoFocus
            error={faultOf(join.error, 'name')}
          />
          <NewPassword error={join.error} />
          <Button type="submit" loading={join.isPending} fullWidth>
            {texts.submit}
          </Button>
        </Stack>
      </form>
    </Entry>
  );
}
