import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { CopyButton } from '../../../parts/copy-button.tsx';
import classes from './shown-once.module.css';
import { shownOnceTexts as texts } from './texts.ts';

interface ShownOnceProps {
  title: string;
  /** The secret itself; the caller keeps it in its own state alone, and forgets it with `onStored`. */
  secret: string;
  copyLabel: string;
  /** Beneath the secret, such as a command that uses it. */
  children?: ReactNode;
  onStored: () => void;
}

/** A secret in a box, with the one way out that says that it was stored. */
export function ShownOnce({ title, secret, copyLabel, children, onStored }: ShownOnceProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={classes.box} aria-label={title}>
      <Stack>
        <Title order={2} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        <Text c="dimmed" size="sm">
          {texts.warning}
        </Text>
        <code className={classes.secret} data-testid="secret">
          {secret}
        </code>
        <Group>
          <CopyButton text={secret} label={copyLabel} />
        </Group>
        {children}
        <Group>
          <Button onClick={onStored}>{texts.stored}</Button>
        </Group>
      </Stack>
    </section>
  );
}

/** A command to copy. */
export function Command({ text, label }: { text: string; label: string }): ReactNode {
  return (
    <Stack gap="xs" align="flex-start">
      <pre className={classes.command}>{text}</pre>
      <CopyButton text={text} label={label} size="xs" />
    </Stack>
  );
}
