import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf, api } from '../../../api.ts';
import { toastError } from '../../../parts/toast.ts';
import { type Conversation, conversationKey, pathOf } from '../data.ts';
import { failureTexts } from '../failure-texts.ts';
import { conversationTexts as texts } from '../texts.ts';
import classes from './states.module.css';

/** Why it failed, what was kept, and what to do. */
export function Failed({ conversation }: { conversation: Conversation }): ReactNode {
  const { id, failure, is_worth_retry: isWorth, recording } = conversation;
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => answerOf(api.POST('/conversations/{id}/retry', { params: pathOf(id) })),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: conversationKey(id) }),
  });
  const { reason, todo } = failureTexts(failure?.code ?? '');
  return (
    <div className={`${classes.state} ${classes.failed}`} role="alert">
      <Text fw={600} c="var(--negative)">
        {texts.failedTitle}
      </Text>
      <Text size="sm" mt="xs">
        {reason} {todo}
      </Text>
      <Text size="sm" c="dimmed">
        {recording ? texts.keptRecording : texts.keptDetails}
      </Text>
      <Group mt="md" gap="xs">
        <Button
          onClick={() => retry.mutate()}
          loading={retry.isPending}
          variant={isWorth ? 'filled' : 'default'}
        >
          {texts.retry}
        </Button>
        {!isWorth && (
          <Text size="sm" c="dimmed">
            {texts.retryUnlikely}
          </Text>
        )}
      </Group>
    </div>
  );
}
