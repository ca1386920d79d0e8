import { Alert, Anchor, Code, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { newTexts as texts } from './texts.ts';

/** Over plain http on another host than localhost browsers refuse the microphone, without a word of their own. */
export function InsecureNotice(): ReactNode {
  if (window.isSecureContext) return null;
  const here = `http://localhost:${location.port || '80'}/new`;
  return (
    <Alert variant="default" title={texts.insecureTitle} mt="xl">
      <Stack gap="xs">
        <Text size="sm">{texts.insecureHint}</Text>
        <Text size="sm">
          {texts.insecureHow} <Code>{texts.insecureDocs}</Code>
        </Text>
        <Text size="sm">
          {texts.insecureHere} <Anchor href={here}>{here}</Anchor>
        </Text>
      </Stack>
    </Alert>
  );
}
