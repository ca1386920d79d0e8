import { Alert, Button, Code, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { Redirect } from 'wouter';
import { ApiFailure, answerOf, api } from '../../api.ts';
import { wordsOf } from '../../parts/error-state.tsx';
import { useUrlParams } from '../../parts/url-params.ts';
import { setSession, useSessionQuery } from '../../session.tsx';
import { ownPath } from './own-path.ts';
import classes from './sign-in.module.css';
import { signInTexts as texts } from './texts.ts';

export default function SignInPage(): ReactNode {
  const [params] = useUrlParams();
  const { data: session } = useSessionQuery();
  if (session) return <Redirect to={ownPath(params.get('next'))} replace />;
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <Title order={1} mb="lg">
          {texts.title}
        </Title>
        <SignInForm />
      </div>
    </main>
  );
}

function SignInForm(): ReactNode {
  const signIn = useSignIn();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {signIn.error && (
          <Alert color="red" role="alert">
            {reasonOf(signIn.error)}
          </Alert>
        )}
        <TextInput name="email" type="email" label={texts.email} autoComplete="username" required autoFocus />
        <PasswordInput name="password" label={texts.password} autoComplete="current-password" required />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {texts.submit}
        </Button>
        <Text c="dimmed" size="xs">
          {texts.forgotten} <Code>{texts.command}</Code>
        </Text>
      </Stack>
    </form>
  );
}

function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => answerOf(api.POST('/session', { body })),
    onSuccess: ({ session }) => setSession(client, session),
  });
}

function reasonOf(error: Error): string {
  if (error instanceof ApiFailure && error.status === 401) return texts.wrong;
  if (error instanceof ApiFailure && error.status === 429)
    return texts.tooMany(error.retryAfterSeconds ?? 60);
  const { title, hint } = wordsOf(error);
  return `${title}. ${hint}`;
}
