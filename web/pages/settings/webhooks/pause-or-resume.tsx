import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { answerOf, api } from '../../../api.ts';
import { toast, undoable } from '../../../parts/toast.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import { webhookTexts as texts } from './texts.ts';
import { useWebhooksChanged, type Webhook } from './webhooks-data.ts';

/** Pausing can be undone, so it is done at once. */
export function PauseOrResume({ webhook }: { webhook: Webhook }): ReactNode {
  const deed = useDeed();
  const changed = useWebhooksChanged();
  const params = { path: { id: webhook.id } };
  const resume = async (): Promise<void> => {
    const { missed } = await answerOf(api.POST('/webhooks/{id}/resume', { params }));
    void toast({ message: missed > 0 ? texts.missed(missed) : texts.resumed });
    await changed();
  };
  const pause = async (): Promise<void> => {
    await answerOf(api.POST('/webhooks/{id}/pause', { params }));
    undoable(texts.paused, resume);
    await changed();
  };
  const act = () => deed.run(webhook.status === 'active' ? pause : resume);
  return (
    <Button variant="default" loading={deed.busy} onClick={act}>
      {webhook.status === 'active' ? texts.pause : texts.resume}
    </Button>
  );
}
