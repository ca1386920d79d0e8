import { Anchor, Button, Code, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '../../api.ts';
import { Entry, FormFault } from '../../parts/entry.tsx';
import { signInTexts } from './texts.ts';

const texts = signInTexts.forgot;

/** The answer is the same for every address; without a mail server it says who helps. */
export function ForgotForm(): ReactNode {
  const request = useMutation({
    mutationFn: (email: string) => answerOf(api.POST('/password-resets', { body: { email } })),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    request.mutate(String(new FormData(event.currentTarget).get('email')).trim());
  };
  const back = (
    <Anchor component={Link} href="/sign-in" size="sm">
      {texts.back}
    </Anchor>
  );
  if (request.data)
    return request.data.can_mail ? (
      <Entry title={texts.sent} hint={texts.sentHint}>
        {back}
      </Entry>
    ) : (
      <Entry title={texts.noMail} hint={texts.noMailHint}>
        <Stack align="flex-start">
          <Code>{texts.command}</Code>
          {back}
        </Stack>
      </Entry>
    );
  return (
    <Entry title={texts.title} hint={texts.hint}>
      <form onSubmit={submit}>
        <Stack>
          <FormFault error={request.error} />
          <TextInput
            name="email"
            type="email"
            label={signInTexts.email}
            autoComplete="username"
            required
            autoFocus
          />
          <Button type="submit" loading={request.isPending} fullWidth>
            {texts.submit}
          </Button>
          <Text size="sm">{back}</Text>
        </Stack>
      </form>
    </Entry>
  );
}
