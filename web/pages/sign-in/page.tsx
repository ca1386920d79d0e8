import { Alert, Anchor, Button, Code, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Link, Redirect } from 'wouter';
import { ApiFailure, answerOf, api } from '../../api.ts';
import { Entry, EntrySkeleton } from '../../parts/entry.tsx';
import { wordsOf } from '../../parts/error-state.tsx';
import { useEntered } from '../../parts/link.tsx';
import { useUrlParams } from '../../parts/url-params.ts';
import { useSessionQuery } from '../../session.tsx';
import { ForgotForm } from './forgot-form.tsx';
import { ownPath } from './own-path.ts';
import { signInTexts as texts } from './texts.ts';

export default function SignInPage(): ReactNode {
  const [params] = useUrlParams();
  const { data: session } = useSessionQuery();
  const secret = location.hash.slice(1);
  if (secret.startsWith('ml_')) return <ByLink secret={secret} />;
  if (session) return <Redirect to={ownPath(params.get('next'))} replace />;
  return params.get('forgot') === null ? <SignInForm next={params.get('next')} /> : <ForgotForm />;
}

interface Credentials {
  email: string;
  password: string;
  account_id?: string;
}

function SignInForm({ next }: { next: string | null }): ReactNode {
  const signIn = useSignIn(next);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
  };
  if (signIn.data && 'accounts' in signIn.data && signIn.variables)
    return <AccountChoice accounts={signIn.data.accounts} credentials={signIn.variables} next={next} />;
  return (
    <Entry title={texts.title}>
      <form onSubmit={submit}>
        <Stack>
          <FirstRunHint />
          {signIn.error && (
            <Alert color="red" role="alert">
              {reasonOf(signIn.error)}
            </Alert>
          )}
          <TextInput
            name="email"
            type="email"
            label={texts.email}
            autoComplete="username"
            required
            autoFocus
          />
          <PasswordInput name="password" label={texts.password} autoComplete="current-password" required />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {texts.submit}
          </Button>
          <Anchor component={Link} href="/sign-in?forgot" size="sm">
            {texts.forgotten}
          </Anchor>
        </Stack>
      </form>
    </Entry>
  );
}

interface AccountChoiceProps {
  accounts: readonly { id: string; name: string }[];
  credentials: Credentials;
  next: string | null;
}

/** The password is right in each of them. */
function AccountChoice({ accounts, credentials, next }: AccountChoiceProps): ReactNode {
  const signIn = useSignIn(next);
  return (
    <Entry title={texts.choose.title} hint={texts.choose.hint}>
      <Stack gap="xs">
        {signIn.error && (
          <Alert color="red" role="alert">
            {reasonOf(signIn.error)}
          </Alert>
        )}
        {accounts.map(({ id, name }) => (
          <Button
            key={id}
            variant="default"
            size="md"
            justify="flex-start"
            loading={signIn.isPending && signIn.variables.account_id === id}
            onClick={() => signIn.mutate({ ...credentials, account_id: id })}
          >
            {name}
          </Button>
        ))}
      </Stack>
    </Entry>
  );
}

function FirstRunHint(): ReactNode {
  const { data } = useQuery({ queryKey: ['first-run'], queryFn: () => answerOf(api.GET('/first-run')) });
  if (!data?.needed) return null;
  return (
    <Alert>
      {texts.first} <Code>{texts.firstCommand}</Code>
    </Alert>
  );
}

/** The demo's link: it is used as soon as the page is there, and once. */
function ByLink({ secret }: { secret: string }): ReactNode {
  const entered = useEntered();
  const { mutate, error } = useMutation({
    mutationFn: (link: string) => answerOf(api.POST('/session/link', { body: { link } })),
    onSuccess: (answer) => entered(answer),
  });
  const isUsed = useRef(false);
  useEffect(() => {
    if (isUsed.current) return;
    isUsed.current = true;
    mutate(secret);
  }, [mutate, secret]);
  if (!error) return <EntrySkeleton />;
  return (
    <Entry title={wordsOf(error).title} hint={wordsOf(error).hint}>
      <Text>
        <Anchor href="/sign-in">{texts.title}</Anchor>
      </Text>
    </Entry>
  );
}

function useSignIn(next: string | null) {
  const entered = useEntered();
  return useMutation({
    mutationFn: (body: Credentials) => answerOf(api.POST('/session', { body })),
    onSuccess: (answer) => {
      if ('session' in answer) entered(answer, ownPath(next));
    },
  });
}

function reasonOf(error: Error): string {
  if (error instanceof ApiFailure && error.status === 401) return texts.wrong;
  if (error instanceof ApiFailure && error.status === 429)
    return texts.tooMany(error.retryAfterSeconds ?? 60);
  const { title, hint } = wordsOf(error);
  return `${title}. ${hint}`;
}
