import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Ago } from '../../../parts/ago.tsx';
import { DateTime } from '../../../parts/date-time.tsx';
import classes from './api-tokens.module.css';
import { tokenTexts as texts } from './texts.ts';
import type { Token } from './tokens-data.ts';

export function TokenName({ token, className }: { token: Token; className?: string }): ReactNode {
  return (
    <>
      <Anchor
        component={Link}
        size="sm"
        href={`/settings/api-tokens/${token.id}`}
        fw={500}
        className={className}
      >
        <bdi>
          <Text span inherit lineClamp={2}>
            {token.name}
          </Text>
        </bdi>
      </Anchor>
      <div className={classes.prefix}>{token.token_prefix}…</div>
    </>
  );
}

/** The scopes in words; of an expired or revoked token also that. */
export function ScopeWords({ token }: { token: Token }): ReactNode {
  const words = token.scopes.length === 0 ? [texts.noScopes] : token.scopes;
  const sound = token.scopes.includes('recordings') && token.include_recordings;
  return (
    <>
      {[
        ...words.filter((word) => word !== 'recordings' || !sound),
        ...(sound ? [texts.recordings] : []),
      ].join(', ')}
    </>
  );
}

export function LastUse({ token }: { token: Token }): ReactNode {
  if (token.last_used_at === null)
    return (
      <Text span inherit c="dimmed">
        {texts.neverUsed}
      </Text>
    );
  return <Ago at={token.last_used_at} />;
}

/** When it ends; in words where it has ended. */
export function Expiry({ token }: { token: Token }): ReactNode {
  if (token.state === 'revoked') return <span className={classes.negative}>{texts.states.revoked}</span>;
  if (token.state === 'expired') return <span className={classes.warning}>{texts.states.expired}</span>;
  if (token.expires_at === null)
    return (
      <Text span inherit c="dimmed">
        {texts.never}
      </Text>
    );
  return <DateTime at={token.expires_at} form="date" />;
}
