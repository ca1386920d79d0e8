import { Checkbox, Progress, Text } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStepProgress } from '../../../live/step-progress.ts';
import { DateTime } from '../../../parts/date-time.tsx';
import { Duration } from '../../../parts/duration.tsx';
import type { Row } from '../data.ts';
import { listTexts as texts } from '../texts.ts';
import { Faces } from './faces.tsx';
import { Hits } from './hits.tsx';
import { Marked } from './marked.tsx';
import { MediumIcon } from './medium-icon.tsx';
import classes from './rows.module.css';

interface RowProps {
  row: Row;
  /** Of the search, to open the conversation at its hit. */
  words: string;
  /** Under the heading of its day a row has its time, else its date. */
  isByDay: boolean;
  isActive: boolean;
  isSelected: boolean;
  onSelect: (id: string) => void;
}

export const ConversationRow = memo(function ConversationRow(props: RowProps): ReactNode {
  const { row, words, isByDay, isActive, isSelected, onSelect } = props;
  const when = <DateTime at={row.started_at} form={isByDay ? 'time' : 'date'} />;
  return (
    <article
      className={classes.row}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
    >
      <Checkbox
        className={classes.select}
        checked={isSelected}
        onChange={() => onSelect(row.id)}
        aria-label={texts.select(row.title)}
        size="xs"
      />
      <div className={classes.when}>
        <MediumIcon medium={row.medium} />
        {when}
      </div>
      <div className={classes.about}>
        <Link href={addressOf(row, words)} className={classes.title}>
          <Marked text={row.title} marks={row.search?.title_marks} />
        </Link>
        <Text c="dimmed" truncate>
          <span className={classes.phoneFacts}>
            {when}
            {row.company && ' · '}
          </span>
          {row.company && <Marked text={row.company} marks={row.search?.company_marks} />}
        </Text>
      </div>
      <Middle row={row} words={words} />
      <div className={classes.faces}>
        <Faces people={row.participants} />
      </div>
      <Sentiment sentiment={row.sentiment} />
      <span className={classes.length}>
        {row.duration_seconds === null ? texts.unknownLength : <Duration seconds={row.duration_seconds} />}
      </span>
    </article>
  );
});

const addressOf = ({ id }: Row, words: string): string =>
  words ? `/conversations/${id}?q=${encodeURIComponent(words)}` : `/conversations/${id}`;

function Middle({ row, words }: { row: Row; words: string }): ReactNode {
  if (row.search && row.search.hits.length > 0) return <Hits row={row} words={words} />;
  if (row.status === 'processing') return <Processing id={row.id} />;
  if (row.status === 'failed')
    return <p className={`${classes.summary} ${classes.failed}`}>{texts.failed}</p>;
  return <p className={classes.summary}>{row.summary}</p>;
}

/** Its step and how far that is, in place of a summary. News move it. */
function Processing({ id }: { id: string }): ReactNode {
  const known: Readonly<Record<string, string>> = texts.steps;
  const step = useStepProgress(id);
  const label = step ? (known[step.step] ?? texts.processing) : texts.processing;
  const percent = step ? Math.round(step.progress * 100) : 100;
  return (
    <div className={classes.summary}>
      <span>{label}</span>
      <Progress value={percent} animated={!step} size={3} mt={6} aria-label={label} />
    </div>
  );
}

function Sentiment({ sentiment }: { sentiment: string | null }): ReactNode {
  const known: Readonly<Record<string, string>> = texts.sentiments;
  return (
    <span className={classes.sentiment} data-sentiment={sentiment ?? undefined}>
      {sentiment ? (known[sentiment] ?? sentiment) : ''}
    </span>
  );
}
