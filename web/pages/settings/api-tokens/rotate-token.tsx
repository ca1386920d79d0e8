import { Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../../api.ts';
import { ConfirmDanger } from '../../../parts/confirm-danger.tsx';
import { DateTime } from '../../../parts/date-time.tsx';
import { toast } from '../../../parts/toast.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import classes from './api-tokens.module.css';
import { ShownToken } from './shown-token.tsx';
import { tokenTexts as texts } from './texts.ts';
import { type Token, useTokensChanged } from './tokens-data.ts';

/** Another secret for a token; beside it the old one works for a while. */
export function RotateToken({ token }: { token: Token }): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const changed = useTokensChanged();
  const stored = (): void => {
    setText(null);
    void changed();
  };
  if (text !== null) return <ShownToken title={texts.rotatedTitle} text={text} onStored={stored} />;
  return (
    <section className={classes.section}>
      <Stack align="flex-start">
        <Title order={2}>{texts.rotateTitle}</Title>
        <Text c="dimmed" size="sm">
          {texts.rotateHint}
        </Text>
        {token.old_secret_until === null ? (
          <Begin token={token} onRotated={setText} />
        ) : (
          <Overlapping token={token} until={token.old_secret_until} />
        )}
      </Stack>
    </section>
  );
}

function Begin({ token, onRotated }: { token: Token; onRotated: (text: string) => void }): ReactNode {
  const [hours, setHours] = useState('24');
  const deed = useDeed();
  const params = { path: { id: token.id } };
  const body = { overlap_hours: Number(hours) };
  const rotate = () =>
    deed.run(async () =>
      onRotated((await answerOf(api.POST('/tokens/{id}/rotation', { params, body }))).text),
    );
  return (
    <Group align="flex-end">
      <Select
        label={texts.overlap}
        data={Object.entries(texts.overlaps).map(([value, label]) => ({ value, label }))}
        value={hours}
        onChange={(value) => setHours(value ?? '24')}
        allowDeselect={false}
      />
      <Button variant="default" loading={deed.busy} onClick={rotate}>
        {texts.rotateNow}
      </Button>
    </Group>
  );
}

function Overlapping({ token, until }: { token: Token; until: string }): ReactNode {
  const [asks, setAsks] = useState(false);
  const changed = useTokensChanged();
  const deed = useDeed();
  const end = async (): Promise<void> => {
    const params = { path: { id: token.id } };
    if (await deed.run(() => answerOf(api.DELETE('/tokens/{id}/rotation', { params }))))
      void toast({ message: texts.overlapEnded, tone: 'positive' });
    await changed();
  };
  return (
    <>
      <Text size="sm">
        {texts.overlapping} <DateTime at={until} />
      </Text>
      <Button variant="default" onClick={() => setAsks(true)}>
        {texts.endOverlap}
      </Button>
      <ConfirmDanger
        opened={asks}
        onClose={() => setAsks(false)}
        title={texts.endOverlapTitle}
        action={texts.endOverlap}
        onConfirm={end}
      >
        {texts.endOverlapText}
      </ConfirmDanger>
    </>
  );
}
