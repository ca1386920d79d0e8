import { Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Conversation } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import classes from './states.module.css';

type Step = NonNullable<Conversation['step']>;

const withSound: readonly Step['kind'][] = ['decode', 'recognise', 'speakers', 'analyse'];
const withWords: readonly Step['kind'][] = ['analyse'];

/** Where the work on a conversation stands: the steps that are done, the one under way, those to come. */
export function Processing({ conversation }: { conversation: Conversation }): ReactNode {
  const { recording, transcript_revision: revision } = conversation;
  const step = useStep(conversation);
  const steps = recording && revision === null ? withSound : withWords;
  const now = step ? Math.max(0, steps.indexOf(step.kind)) : 0;
  return (
    <Stack className={classes.state} gap="md">
      <div role="status">
        <Text fw={600} size="md">
          {texts.processing}
        </Text>
        <Text c="dimmed">{texts.processingHint}</Text>
      </div>
      <ol className={classes.steps}>
        {steps.map((kind, at) => (
          <li key={kind} data-state={at < now ? 'done' : at === now ? 'now' : 'later'}>
            <span>{texts.steps[kind]}</span>
            {at === now && step && <span className="figures">{texts.percent(step.progress)}</span>}
            {at === now && (
              <Progress
                className={classes.progress}
                value={(step?.progress ?? 0) * 100}
                size="sm"
                animated={!step || step.progress === 0}
                aria-label={texts.steps[kind]}
              />
            )}
          </li>
        ))}
      </ol>
    </Stack>
  );
}

interface Headway {
  step: string;
  progress: number;
}

/** The step as the page was fetched with it, or further on, as live news tell. */
function useStep({ id, step }: Conversation): Step | null {
  const { data } = useQuery<Headway | null>({
    queryKey: ['step-progress', id],
    queryFn: () => null,
    enabled: false,
    initialData: null,
  });
  const kind = withSound.find((one) => one === data?.step);
  return data && kind ? { kind, progress: data.progress } : step;
}
