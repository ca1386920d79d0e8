import { Button, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { RowsSkeleton } from '../../../parts/rows-skeleton.tsx';
import { useUrlParams } from '../../../parts/url-params.ts';
import { tokenTexts as texts } from './texts.ts';
import { TokenList } from './token-list.tsx';
import { type Token, useTokens } from './tokens-data.ts';

export function Tokens(): ReactNode {
  const { data: tokens, error, refetch } = useTokens();
  const hasSome = tokens !== undefined && tokens.length > 0;
  return (
    <>
      <PageHead title={texts.title} facts={texts.facts} actions={hasSome && <NewToken />} />
      {error && !tokens && <ErrorState error={error} onRetry={refetch} />}
      {!tokens && !error && <RowsSkeleton />}
      {tokens && <Listed tokens={tokens} />}
    </>
  );
}

function Listed({ tokens }: { tokens: readonly Token[] }): ReactNode {
  const [params, change] = useUrlParams();
  const showsRevoked = params.get('revoked') === '1';
  const revoked = tokens.filter(({ state }) => state === 'revoked').length;
  const shown = tokens.filter(({ state }) => showsRevoked || state !== 'revoked');
  if (tokens.length === 0)
    return (
      <EmptyState title={texts.empty} hint={texts.emptyHint}>
        <NewToken />
      </EmptyState>
    );
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState title={texts.allRevoked} hint={texts.emptyHint} />
      ) : (
        <TokenList tokens={shown} />
      )}
      {revoked > 0 && (
        <Switch
          mt="lg"
          checked={showsRevoked}
          label={texts.showRevoked(revoked)}
          onChange={(event) => change({ revoked: event.currentTarget.checked ? '1' : null })}
        />
      )}
    </>
  );
}

function NewToken(): ReactNode {
  return (
    <Button component={Link} href="/settings/api-tokens/new">
      {texts.create}
    </Button>
  );
}
