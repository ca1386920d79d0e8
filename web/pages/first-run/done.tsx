import { Button, Code, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { firstRunTexts as texts } from './texts.ts';

export function Done(): ReactNode {
  return (
    <Stack>
      <Text>{texts.doneHint}</Text>
      <Button component={Link} href="/" fullWidth>
        {texts.open}
      </Button>
      <Button component={Link} href="/settings/users?invite" variant="default" fullWidth>
        {texts.invite}
      </Button>
      <Text c="dimmed" size="sm">
        {texts.first}: <Code>{texts.command}</Code>
      </Text>
    </Stack>
  );
}
