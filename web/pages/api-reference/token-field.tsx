import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { apiReferenceTexts as texts } from './texts.ts';

interface TokenFieldProps {
  token: string;
  onChange: (token: string) => void;
}

export function TokenField({ token, onChange }: TokenFieldProps): ReactNode {
  const isToken = token.trim().startsWith('mt_');
  return (
    <PasswordInput
      label={texts.token}
      description={texts.tokenHint}
      placeholder="mt_…"
      value={token}
      error={token === '' || isToken ? null : texts.tokenWrong}
      onChange={(event) => onChange(event.currentTarget.value)}
      required
      withAsterisk={false}
      // No password of the app: managers of passwords leave it alone.
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
    />
  );
}
