import { Button, Group } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { answerOf, api } from '../../../api.ts';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { RowsSkeleton } from '../../../parts/rows-skeleton.tsx';
import { useDeed } from '../../../parts/use-deed.ts';
import { ShownToken } from './shown-token.tsx';
import { tokenTexts as texts } from './texts.ts';
import { bodyOf, expiryOf, newDraft } from './token-draft.ts';
import { TokenFields } from './token-fields.tsx';
import { type TokenScopes, useTokenScopes, useTokensChanged } from './tokens-data.ts';

const list = '/settings/api-tokens';

/** Makes a token. Its text is in the state of this page alone, and goes with it. */
export function NewToken(): ReactNode {
  const { data: scopes, error, refetch } = useTokenScopes();
  const [text, setText] = useState<string | null>(null);
  const [, navigate] = useLocation();
  const changed = useTokensChanged();
  const stored = (): void => {
    setText(null);
    void changed();
    navigate(list);
  };
  return (
    <>
      <PageHead title={texts.newTitle} />
      {text !== null && <ShownToken title={texts.made} text={text} onStored={stored} />}
      {text === null && error && !scopes && <ErrorState error={error} onRetry={refetch} />}
      {text === null && !scopes && !error && <RowsSkeleton height={40} />}
      {text === null && scopes && <Form scopes={scopes} onMade={setText} />}
    </>
  );
}

function Form({ scopes, onMade }: { scopes: TokenScopes; onMade: (text: string) => void }): ReactNode {
  const [draft, setDraft] = useState(newDraft);
  const deed = useDeed();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const now = new Date();
    const body = { ...bodyOf(draft, now), expires_at: expiryOf(draft, now) };
    void deed.run(async () => onMade((await answerOf(api.POST('/tokens', { body }))).text));
  };
  return (
    <form onSubmit={submit}>
      <TokenFields
        draft={draft}
        onChange={(changes) => setDraft({ ...draft, ...changes })}
        scopes={scopes}
        fault={deed.fault}
        mayKeepExpiry={false}
      />
      <Group mt="xl">
        <Button type="submit" loading={deed.busy}>
          {texts.submit}
        </Button>
        <Button component={Link} href={list} variant="default">
          {texts.cancel}
        </Button>
      </Group>
    </form>
  );
}
