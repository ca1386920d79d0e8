import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Sending } from '../../uploads/upload-manager.ts';
import { useUploadManager } from '../../uploads/uploads-context.tsx';
import { formatBytes, percentOf } from './bytes.ts';
import { DismissButton } from './dismiss-button.tsx';
import { Row } from './row.tsx';
import { newTexts as texts } from './texts.ts';
import { useDismiss } from './uploads-query.ts';

/** A file on its way from this tab. */
export function SendingRow({ sending }: { sending: Sending }): ReactNode {
  const manager = useUploadManager();
  const dismiss = useDismiss();
  const { key, fileName, bytes, sent, state, uploadId, fault } = sending;
  const drop = async (): Promise<void> => {
    await manager.drop(key);
    if (uploadId !== null) dismiss.mutate(uploadId);
  };
  const percent = percentOf(sent, bytes);
  return (
    <Row
      name={fileName}
      tone={state === 'stopped' ? 'negative' : 'plain'}
      percent={state === 'stopped' ? null : percent}
      state={<State sending={sending} percent={percent} />}
      actions={
        <>
          {state === 'stopped' && (
            <Button variant="default" size="compact-sm" onClick={() => manager.retry(key)}>
              {texts.goOn}
            </Button>
          )}
          <DismissButton name={fileName} onDismiss={() => void drop()} />
        </>
      }
    >
      {state === 'stopped' && (
        <Text size="sm" c="dimmed" mt={4}>
          {fault ?? texts.stoppedHint}
        </Text>
      )}
    </Row>
  );
}

function State({ sending, percent }: { sending: Sending; percent: number }): ReactNode {
  const { state, sent, bytes } = sending;
  if (state === 'stopped') return texts.stopped;
  const size = texts.sentOf(formatBytes(sent), formatBytes(bytes));
  if (state === 'waiting') return `${texts.waiting} · ${formatBytes(bytes)}`;
  return `${texts.sending(percent)} · ${size}`;
}
