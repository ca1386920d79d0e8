import { Text, Tooltip, UnstyledButton } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { formatDuration } from '../../../parts/duration.tsx';
import type { Conversation } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import { speakerColor, useView } from '../view.ts';
import { Section } from './section.tsx';
import classes from './statistics.module.css';

type Spoken = Conversation['speakers'][number];

export function Statistics(): ReactNode {
  const { conversation, transcript } = useView();
  const { speakers, statistics } = conversation;
  const known = speakers.filter(({ statistics: own }) => own !== null);
  if (!statistics || known.length === 0) return null;
  const isTimed = known.every(({ statistics: own }) => own?.talk_ratio !== null);
  const { interactivity_per_minute: interactivity, words, questions } = statistics;
  const placeOf = (id: string): number => transcript?.speakers.findIndex((one) => one.id === id) ?? -1;
  return (
    <Section title={isTimed ? texts.talk : texts.talkByWords}>
      <ul className={classes.shares}>
        {known.map((speaker) => (
          <Share key={speaker.id} speaker={speaker} place={placeOf(speaker.id)} isTimed={isTimed} />
        ))}
      </ul>
      <dl className={classes.figures}>
        {interactivity !== null && (
          <Figure
            name={texts.interactivity}
            value={interactivity.toFixed(1)}
            hint={texts.interactivityHint}
          />
        )}
        <Figure name={texts.questions} value={String(questions)} />
        <Figure name={texts.wordCount} value={words.toLocaleString()} />
      </dl>
    </Section>
  );
}

function Share({ speaker, place, isTimed }: { speaker: Spoken; place: number; isTimed: boolean }): ReactNode {
  const { ask } = useView();
  const { id, name, statistics, is_uncertain: isUncertain } = speaker;
  if (!statistics) return null;
  const share = (isTimed ? statistics.talk_ratio : statistics.word_share) ?? 0;
  const { longest_monologue_seconds: monologue, patience_seconds: patience } = statistics;
  const more = [
    monologue !== null && texts.monologue(formatDuration(monologue)),
    patience !== null && texts.patience(patience.toFixed(1)),
    texts.questionCount(statistics.questions),
  ].filter((one) => one !== false);
  return (
    <li
      className={classes.share}
      style={{ '--speaker': speakerColor(place < 0 ? null : place) } as CSSProperties}
    >
      <div className={classes.shareHead}>
        <UnstyledButton
          className={classes.shareName}
          onClick={() => ask({ kind: 'speaker', id })}
          title={isUncertain ? texts.uncertain(name) : name}
          data-uncertain={isUncertain || undefined}
        >
          <bdi>{name}</bdi>
        </UnstyledButton>
        <span className="figures">{texts.percent(share)}</span>
      </div>
      <div className={classes.bar} aria-hidden="true">
        <div className={classes.fill} style={{ width: `${share * 100}%` }} />
      </div>
      <Text size="xs" c="dimmed">
        {more.join(' · ')}
      </Text>
    </li>
  );
}

function Figure({ name, value, hint }: { name: string; value: string; hint?: string }): ReactNode {
  return (
    <Tooltip label={hint} disabled={!hint} multiline maw={260}>
      <div className={classes.figure}>
        <dt>{name}</dt>
        <dd className="figures">{value}</dd>
      </div>
    </Tooltip>
  );
}
