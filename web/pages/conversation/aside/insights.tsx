import { Button, Text, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Duration } from '../../../parts/duration.tsx';
import type { Insight, InsightType } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import { leadInSeconds, speakerColor, useView } from '../view.ts';
import classes from './aside.module.css';
import { Section } from './section.tsx';

/** Of more questions the ones that say most are shown at first. */
const fewQuestions = 12;
const shown = ['question', 'objection', 'pricing', 'competitor', 'next_step', 'risk'] as const;

/** A chip for each type with its count; the evidence of the chosen one is one click away. */
export function Insights(): ReactNode {
  const { conversation } = useView();
  const byType = Map.groupBy(conversation.insights, ({ type }) => type);
  const types = shown.filter((type) => byType.has(type));
  const [wanted, setWanted] = useState<InsightType | null>(null);
  const chosen = types.find((type) => type === wanted) ?? types[0];
  if (!chosen) return null;
  return (
    <Section title={texts.insights}>
      <div className={classes.chips}>
        {types.map((type) => (
          <UnstyledButton
            key={type}
            className={classes.chip}
            aria-pressed={type === chosen}
            onClick={() => setWanted(type)}
          >
            {texts.types[type]} <span className="figures">{byType.get(type)?.length}</span>
          </UnstyledButton>
        ))}
      </div>
      <Found key={chosen} insights={byType.get(chosen) ?? []} />
    </Section>
  );
}

function Found({ insights }: { insights: readonly Insight[] }): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const few = insights.filter(({ rank = 0 }) => isWhole || rank <= fewQuestions);
  return (
    <>
      <ul className={classes.evidences}>
        {few.map((insight) => (
          <Evidence key={insight.id} insight={insight} />
        ))}
      </ul>
      {few.length < insights.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
          {texts.showAll}
        </Button>
      )}
    </>
  );
}

function answerWords({ answered }: Insight): string {
  if (answered === null) return texts.answerUnclear;
  return answered ? texts.answered : texts.unanswered;
}

function Evidence({ insight }: { insight: Insight }): ReactNode {
  const { listen, transcript } = useView();
  const { text, evidence } = insight;
  const [first] = evidence;
  const sentence = transcript?.sentences[first?.sentence ?? -1];
  const speaker = sentence?.speaker ?? null;
  const name = speaker === null ? null : transcript?.speakers[speaker]?.name;
  return (
    <li>
      <UnstyledButton
        className={classes.evidence}
        disabled={!first}
        title={texts.hear}
        onClick={() => first && listen(first.sentence, leadInSeconds)}
      >
        <span dir="auto">{text}</span>
        <Text component="span" size="sm" c="dimmed" className={classes.source}>
          {first?.start !== null && first?.start !== undefined && <Duration seconds={first.start} />}
          {name && <bdi style={{ color: speakerColor(speaker) }}>{name}</bdi>}
          {insight.type === 'question' && <span>{answerWords(insight)}</span>}
        </Text>
      </UnstyledButton>
    </li>
  );
}
