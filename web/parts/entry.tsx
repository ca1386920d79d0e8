import { Alert, PasswordInput, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './entry.module.css';
import { wordsOf } from './error-state.tsx';
import { faultOf } from './field-fault.ts';
import { partTexts as texts } from './texts.ts';
import { useTitle } from './title.tsx';

interface EntryProps {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}

/** A page for those who are not in yet: a narrow column. */
export function Entry({ title, hint, children }: EntryProps): ReactNode {
  useTitle(title);
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <Title order={1} mb="xs">
          {title}
        </Title>
        {hint && (
          <Text component="div" size="sm" c="dimmed">
            {hint}
          </Text>
        )}
        <div className={classes.content}>{children}</div>
      </div>
    </main>
  );
}

/** Stands while the page asks what its link is for. */
export function EntrySkeleton(): ReactNode {
  return (
    <main className={classes.page}>
      <Stack className={classes.box} aria-busy="true" aria-label={texts.loading}>
        <Skeleton height={32} width={200} />
        {['a', 'b', 'c'].map((field) => (
          <Skeleton key={field} height={58} />
        ))}
      </Stack>
    </main>
  );
}

/** In the server's words, but for what a field of `fields` says itself. */
export function FormFault({ error, fields = [] }: { error: Error | null; fields?: string[] }): ReactNode {
  if (!error || fields.some((field) => faultOf(error, field))) return null;
  const { title, hint } = wordsOf(error);
  return (
    <Alert color="red" role="alert" title={title}>
      {hint}
    </Alert>
  );
}

/** A password that is chosen: browsers offer to make and to keep one. */
export function NewPassword({ error, label }: { error: Error | null; label?: string }): ReactNode {
  return (
    <PasswordInput
      name="password"
      label={label ?? texts.newPassword}
      description={texts.newPasswordHint}
      autoComplete="new-password"
      minLength={10}
      maxLength={1_000}
      required
      error={faultOf(error, 'password')}
    />
  );
}
