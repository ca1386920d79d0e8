import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { apiPrefix } from '../../../api.ts';
import { Command, ShownOnce } from '../shown-once/shown-once.tsx';
import { tokenTexts as texts } from './texts.ts';

interface ShownTokenProps {
  title: string;
  text: string;
  onStored: () => void;
}

/** A token, this once, and a command that uses it. */
export function ShownToken({ title, text, onStored }: ShownTokenProps): ReactNode {
  return (
    <ShownOnce title={title} secret={text} copyLabel={texts.copyToken} onStored={onStored}>
      <Text c="dimmed" size="sm">
        {texts.curlHint}
      </Text>
      <Command text={curlOf(text)} label={texts.copyCurl} />
    </ShownOnce>
  );
}

const curlOf = (token: string): string =>
  `curl "${location.origin}${apiPrefix}/rest/account" -H "Authorization: Bearer ${token}"`;
