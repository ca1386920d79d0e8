import { UnstyledButton } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { Duration } from '../../../parts/duration.tsx';
import type { Conversation } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import classes from './aside.module.css';
import { Section } from './section.tsx';

type Topic = Conversation['topics'][number];

/** When each topic was spoken of: by time, or by sentences where there are no times. */
export function Topics(): ReactNode {
  const { conversation, transcript, listen } = useView();
  const { topics } = conversation;
  if (topics.length === 0) return null;
  const isTimed = topics.every(({ start, end }) => start !== null && end !== null);
  const whole = isTimed
    ? Math.max(conversation.duration_seconds ?? 0, ...topics.map(({ end }) => end ?? 0))
    : (transcript?.sentences.length ?? 1);
  const spanOf = (topic: Topic): CSSProperties => {
    const from = isTimed ? (topic.start ?? 0) : topic.first_sentence;
    const to = isTimed ? (topic.end ?? 0) : topic.last_sentence + 1;
    return { insetInlineStart: `${(from / whole) * 100}%`, width: `${((to - from) / whole) * 100}%` };
  };
  return (
    <Section title={texts.topics} count={topics.length}>
      <ul className={classes.topics}>
        {topics.map((topic) => (
          <li key={`${topic.first_sentence} ${topic.name}`}>
            <UnstyledButton className={classes.topic} onClick={() => listen(topic.first_sentence)}>
              <span className={classes.topicName} dir="auto">
                {topic.name}
              </span>
              <span className={classes.topicTime}>
                {topic.start !== null && <Duration seconds={topic.start} />}
              </span>
              <span className={classes.spanTrack} aria-hidden="true">
                <span className={classes.span} style={spanOf(topic)} />
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
