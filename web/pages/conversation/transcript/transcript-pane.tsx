import { Button } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/icons/IconArrowDown';
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { type Asked, linkTo, sentenceOf } from '../address.ts';
import { copyText } from '../copy.ts';
import type { Transcript } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import { type Place, useView } from '../view.ts';
import { Findable, type Hit } from './find.ts';
import { FindBar } from './find-bar.tsx';
import { RowRegistry } from './row-registry.ts';
import { SelectionBar } from './selection-bar.tsx';
import { type RowActions, SentenceRow } from './sentence-row.tsx';
import classes from './transcript.module.css';
import { useFind } from './use-find.ts';
import { useFollow } from './use-follow.ts';
import { useOpened } from './use-opened.ts';

export interface TranscriptHandle {
  /** Scrolls a sentence into the middle, where it is not in sight. */
  show: (place: number) => void;
  /** From now on the words move with the sound. */
  follow: () => void;
}

interface PaneProps {
  transcript: Transcript;
  asked: Asked;
  handle: Ref<TranscriptHandle>;
}

export function TranscriptPane({ transcript, asked, handle }: PaneProps): ReactNode {
  const { sentences } = transcript;
  const { player, place } = useView();
  const [rows] = useState(() => new RowRegistry());
  const list = useRef<VirtuosoHandle>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const follow = useFollow({ sentences, player, rows, list, scroller });
  const { stop, resume } = follow;
  const show = useCallback((at: number) => list.current?.scrollToIndex({ index: at, align: 'center' }), []);
  const showHit = useCallback(
    ({ sentence }: Hit) => {
      stop();
      show(sentence);
    },
    [stop, show],
  );
  const opened = useOpening(transcript, asked);
  useOpened({ place: opened, rows, list, scroller });
  const find = useFind(sentences, rows, { words: asked.words, sentence: opened }, showHit);
  useImperativeHandle(handle, () => ({ show, follow: resume }), [show, resume]);
  const actions = useRowActions(transcript, rows);
  return (
    <section
      className={classes.pane}
      data-untimed={!transcript.has_times || undefined}
      aria-label={texts.transcript}
    >
      <FindBar find={find} />
      <Virtuoso
        ref={list}
        className={classes.list}
        data={sentences}
        context={useMemo(() => ({ transcript, place, actions }), [transcript, place, actions])}
        computeItemKey={(at) => at}
        initialTopMostItemIndex={opened === null ? 0 : { index: opened, align: 'center' }}
        defaultItemHeight={38}
        increaseViewportBy={300}
        itemContent={renderRow}
        components={listParts}
        scrollerRef={(element) => setScroller(element instanceof HTMLElement ? element : null)}
        tabIndex={0}
        aria-label={texts.transcript}
      />
      {!follow.isFollowing && follow.isPlaying && <FollowButton onFollow={resume} />}
      <SelectionBar />
    </section>
  );
}

function FollowButton({ onFollow }: { onFollow: () => void }): ReactNode {
  return (
    <Button
      className={classes.follow}
      size="compact-md"
      radius="xl"
      leftSection={<IconArrowDown size={16} />}
      onClick={onFollow}
    >
      {texts.follow}
    </Button>
  );
}

/** Room for the buttons that float above the last sentence. */
const listParts = { Footer: () => <div className={classes.footer} /> };

interface RowContext {
  transcript: Transcript;
  place: Place;
  actions: RowActions;
}

function renderRow(at: number, _: unknown, { transcript, place, actions }: RowContext): ReactNode {
  const sentence = transcript.sentences[at];
  // A list that has just become shorter may ask for its old end.
  if (!sentence) return null;
  const { selected, editing } = place;
  return (
    <SentenceRow
      place={at}
      sentence={sentence}
      speaker={sentence.speaker === null ? null : (transcript.speakers[sentence.speaker] ?? null)}
      beginsTurn={at === 0 || transcript.sentences[at - 1]?.speaker !== sentence.speaker}
      isSelected={selected !== null && at >= selected.first && at <= selected.last}
      isEditing={editing === at}
      actions={actions}
    />
  );
}

function useRowActions(transcript: Transcript, rows: RowRegistry): RowActions {
  const view = useView();
  // The newest view, so that the actions stay the same object and no row is rendered for a change of it.
  const newest = useRef({ view, transcript });
  useEffect(() => {
    newest.current = { view, transcript };
  });
  const canHear = view.player !== null && transcript.has_times;
  return useMemo(
    () => ({
      rows,
      canHear,
      listen: (at) => newest.current.view.listen(at),
      select: (at, isFurther) => newest.current.view.select(at, isFurther),
      edit: (at) => newest.current.view.edit(at),
      copyLink: (at) => copyText(linkTo(location, newest.current.transcript, at), texts.linkCopied),
      assign: (at) => {
        const { selected } = newest.current.view.place;
        const isIn = selected && at >= selected.first && at <= selected.last;
        newest.current.view.ask({ kind: 'assign', range: isIn ? selected : { first: at, last: at } });
      },
      askSpeaker: (id) => newest.current.view.ask({ kind: 'speaker', id }),
    }),
    [rows, canHear],
  );
}

/** The sentence that the address asks for, as it was when the page opened: of a moment, or the first with the words. */
function useOpening(transcript: Transcript, asked: Asked): number | null {
  const { sentences } = transcript;
  const [opened] = useState(
    () => sentenceOf(asked, transcript) ?? new Findable(sentences).find(asked.words)[0]?.sentence ?? null,
  );
  return opened;
}
