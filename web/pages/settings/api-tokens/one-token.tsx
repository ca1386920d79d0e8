import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import { answerOf, api } from '../../../api.ts';
import { DateTime } from '../../../parts/date-time.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { RowsSkeleton } from '../../../parts/rows-skeleton.tsx';
import { toast } from '../../../parts/toast.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import { RevokeToken } from './revoke-token.tsx';
import { RotateToken } from './rotate-token.tsx';
import { tokenTexts as texts } from './texts.ts';
import { bodyOf, draftOf } from './token-draft.ts';
import { LastUse } from './token-facts.tsx';
import { TokenFields } from './token-fields.tsx';
import { type Token, type TokenScopes, useTokenScopes, useTokens, useTokensChanged } from './tokens-data.ts';

/** A token's page: change, rotate, revoke. */
export function OneToken(): ReactNode {
  const { id } = useParams();
  const tokens = useTokens();
  const scopes = useTokenScopes();
  const error = tokens.error ?? scopes.error;
  const retry = (): void => void Promise.all([tokens.refetch(), scopes.refetch()]);
  if (tokens.data && scopes.data) {
    const token = tokens.data.find((one) => one.id === id);
    return token ? <Found token={token} scopes={scopes.data} /> : <Unknown />;
  }
  return error ? <ErrorState error={error} onRetry={retry} /> : <RowsSkeleton height={40} />;
}

function Unknown(): ReactNode {
  return (
    <EmptyState title={texts.unknown} hint={texts.unknownHint}>
      <Button component={Link} href="/settings/api-tokens" variant="default">
        {texts.toList}
      </Button>
    </EmptyState>
  );
}

function Found({ token, scopes }: { token: Token; scopes: TokenScopes }): ReactNode {
  const facts = (
    <Group gap="xs" component="span">
      <span>
        {token.token_prefix}… · {texts.created} <DateTime at={token.created_at} form="date" /> ·{' '}
        {texts.columns.used.toLowerCase()} <LastUse token={token} />
      </span>
    </Group>
  );
  return (
    <>
      <PageHead title={token.name} facts={facts} />
      {token.revoked_at !== null ? (
        <Text size="sm">
          {texts.revokedFact} <DateTime at={token.revoked_at} />
        </Text>
      ) : (
        <Stack gap="xl">
          <ChangeForm key={token.id} token={token} scopes={scopes} />
          <RotateToken token={token} />
          <RevokeToken token={token} />
        </Stack>
      )}
    </>
  );
}

function ChangeForm({ token, scopes }: { token: Token; scopes: TokenScopes }): ReactNode {
  const [draft, setDraft] = useState(() => draftOf(token));
  const deed = useDeed();
  const changed = useTokensChanged();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const params = { path: { id: token.id } };
    const body = bodyOf(draft, new Date());
    void deed.run(async () => {
      const answer = await answerOf(api.PATCH('/tokens/{id}', { params, body }));
      setDraft(draftOf(answer.token));
      await changed();
      void toast({ message: texts.saved, tone: 'positive' });
    });
  };
  return (
    <form onSubmit={submit}>
      <TokenFields
        draft={draft}
        onChange={(changes) => setDraft({ ...draft, ...changes })}
        scopes={scopes}
        fault={deed.fault}
        mayKeepExpiry
      />
      <Group mt="xl">
        <Button type="submit" loading={deed.busy}>
          {texts.save}
        </Button>
      </Group>
    </form>
  );
}
