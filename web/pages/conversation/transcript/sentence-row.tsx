import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import IconLink from '@tabler/icons-react/icons/IconLink';
import IconPencil from '@tabler/icons-react/icons/IconPencil';
import IconUser from '@tabler/icons-react/icons/IconUser';
import { type CSSProperties, memo, type ReactNode, useCallback } from 'react';
import { Duration, formatDuration } from '../../../parts/duration.tsx';
import type { Sentence, Speaker } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import { speakerColor } from '../view.ts';
import type { RowRegistry } from './row-registry.ts';
import { SentenceEditor } from './sentence-editor.tsx';
import classes from './transcript.module.css';

/** What a row can do; the same object for all rows, so that none is rendered for it. */
export interface RowActions {
  rows: RowRegistry;
  canHear: boolean;
  listen: (place: number) => void;
  select: (place: number, isFurther: boolean) => void;
  edit: (place: number) => void;
  copyLink: (place: number) => void;
  assign: (place: number) => void;
  askSpeaker: (id: string) => void;
}

interface RowProps {
  place: number;
  sentence: Sentence;
  speaker: Speaker | null;
  /** The first sentence after another's. */
  beginsTurn: boolean;
  isSelected: boolean;
  isEditing: boolean;
  actions: RowActions;
}

export const SentenceRow = memo(function SentenceRow(props: RowProps): ReactNode {
  const { place, sentence, speaker, beginsTurn, isSelected, isEditing, actions } = props;
  const { rows } = actions;
  const register = useCallback(
    (row: HTMLDivElement | null) => (row ? rows.set(place, row) : undefined),
    [rows, place],
  );
  return (
    <div
      ref={register}
      className={classes.row}
      data-place={place}
      data-turn={beginsTurn || undefined}
      data-selected={isSelected || undefined}
      style={{ '--speaker': speakerColor(sentence.speaker) } as CSSProperties}
    >
      <Time place={place} sentence={sentence} actions={actions} />
      {beginsTurn && <SpeakerName speaker={speaker} onAsk={actions.askSpeaker} />}
      {isEditing ? (
        <SentenceEditor place={place} text={sentence.text} />
      ) : (
        <Words place={place} sentence={sentence} actions={actions} />
      )}
      {!isEditing && <Tools place={place} actions={actions} />}
    </div>
  );
});

function Time({
  place,
  sentence: { start },
  actions,
}: Pick<RowProps, 'place' | 'sentence' | 'actions'>): ReactNode {
  if (start === null) return null;
  if (!actions.canHear)
    return (
      <span className={classes.time}>
        <Duration seconds={start} />
      </span>
    );
  return (
    <UnstyledButton
      className={classes.time}
      onClick={() => actions.listen(place)}
      aria-label={texts.playFrom(formatDuration(start))}
    >
      <Duration seconds={start} />
    </UnstyledButton>
  );
}

function SpeakerName({
  speaker,
  onAsk,
}: {
  speaker: Speaker | null;
  onAsk: (id: string) => void;
}): ReactNode {
  if (!speaker) return <span className={`${classes.speaker} ${classes.nobody}`}>{texts.nobody}</span>;
  const { id, name, is_uncertain: isUncertain } = speaker;
  return (
    <UnstyledButton
      className={classes.speaker}
      onClick={() => onAsk(id)}
      title={isUncertain ? texts.uncertain(name) : name}
      data-uncertain={isUncertain || undefined}
    >
      <span className={classes.dot} aria-hidden="true" />
      <bdi className={classes.name}>{name}</bdi>
    </UnstyledButton>
  );
}

function Words({ place, sentence, actions }: Pick<RowProps, 'place' | 'sentence' | 'actions'>): ReactNode {
  const onClick = (isFurther: boolean): void => {
    // Somebody who marks words to copy them does not want to jump.
    if (!isFurther && getSelection()?.isCollapsed === false) return;
    if (isFurther) getSelection()?.removeAllRanges();
    actions.select(place, isFurther);
    if (!isFurther) actions.listen(place);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the time's button does the same for the keyboard.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above; j, k and space move on.
    <div className={classes.words} dir="auto" onClick={(event) => onClick(event.shiftKey)}>
      <span data-words="">{sentence.text}</span>
      {sentence.original !== undefined && (
        <Tooltip label={texts.wasBefore(sentence.original)} multiline maw={400}>
          <span className={classes.edited}>{texts.edited}</span>
        </Tooltip>
      )}
    </div>
  );
}

function Tools({ place, actions }: Pick<RowProps, 'place' | 'actions'>): ReactNode {
  const tools = [
    { label: texts.copyMoment, Icon: IconLink, run: actions.copyLink },
    { label: texts.editSentence, Icon: IconPencil, run: actions.edit },
    { label: texts.giveToOther, Icon: IconUser, run: actions.assign },
  ];
  return (
    <div className={classes.tools}>
      {tools.map(({ label, Icon, run }) => (
        <ActionIcon
          key={label}
          variant="subtle"
          color="gray"
          title={label}
          aria-label={label}
          onClick={() => run(place)}
        >
          <Icon size={16} stroke={1.7} />
        </ActionIcon>
      ))}
    </div>
  );
}
