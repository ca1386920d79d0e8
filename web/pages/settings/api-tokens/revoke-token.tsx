import { Button, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { answerOf, api } from '../../../api.ts';
import { ConfirmDanger } from '../../../parts/confirm-danger.tsx';
import { toast } from '../../../parts/toast.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import { useWebhooks, type Webhook } from '../webhooks/webhooks-data.ts';
import classes from './api-tokens.module.css';
import { tokenTexts as texts } from './texts.ts';
import { type Token, useTokensChanged } from './tokens-data.ts';

/** The end of a token, with its consequences: the webhooks that stop. */
export function RevokeToken({ token }: { token: Token }): ReactNode {
  const [asks, setAsks] = useState(false);
  const [, navigate] = useLocation();
  const changed = useTokensChanged();
  const { data } = useWebhooks();
  const bound = (data?.webhooks ?? []).filter((webhook) => webhook.token?.id === token.id);
  const deed = useDeed();
  const revoke = async (): Promise<void> => {
    const params = { path: { id: token.id } };
    if (!(await deed.run(() => answerOf(api.DELETE('/tokens/{id}', { params }))))) return;
    await changed();
    void toast({ message: texts.revoked(token.name) });
    navigate('/settings/api-tokens');
  };
  return (
    <section className={classes.section}>
      <Stack align="flex-start">
        <Title order={2}>{texts.revokeTitle}</Title>
        <Text c="dimmed" size="sm">
          {texts.revokeHint}
        </Text>
        {data && <Consequences bound={bound} />}
        <Button variant="default" c="var(--negative)" onClick={() => setAsks(true)}>
          {texts.revoke}
        </Button>
      </Stack>
      <ConfirmDanger
        opened={asks}
        onClose={() => setAsks(false)}
        title={texts.revokeTitle}
        action={texts.revoke}
        onConfirm={revoke}
        {...(bound.length > 0 && {
          typed: { label: texts.revokeTyped(token.token_prefix), text: token.token_prefix },
        })}
      >
        <Stack gap="xs">
          <span>{texts.revokeHint}</span>
          {data && <Consequences bound={bound} />}
        </Stack>
      </ConfirmDanger>
    </section>
  );
}

function Consequences({ bound }: { bound: readonly Webhook[] }): ReactNode {
  return (
    <div>
      {texts.revokeStops(bound.length)}
      {bound.length > 0 && (
        <>
          <ul className={classes.urls}>
            {bound.map(({ id, url }) => (
              <li key={id}>
                <bdi>{url}</bdi>
              </li>
            ))}
          </ul>
          {texts.revokeWaits}
        </>
      )}
    </div>
  );
}
