import { Anchor, PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { hasRole, useSession } from '../../session.tsx';
import classes from './api-reference.module.css';
import { apiReferenceTexts as texts } from './texts.ts';

interface TokenFieldProps {
  token: string;
  onChange: (token: string) => void;
}

export function TokenField({ token, onChange }: TokenFieldProps): ReactNode {
  const mayMake = hasRole(useSession().user.role, 'admin');
  const isToken = token.trim().startsWith('mt_');
  return (
    <PasswordInput
      label={texts.token}
      description={
        <>
          {texts.tokenHint} {mayMake ? <MakeToken /> : texts.askAdmin}
        </>
      }
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

/** In a tab of its own, so that what was filled in here stays. */
function MakeToken(): ReactNode {
  return (
    <Anchor size="xs" className={classes.make} href="/settings/api-tokens/new" target="_blank">
      {texts.makeToken}
    </Anchor>
  );
}
