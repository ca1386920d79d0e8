import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useUrlParams } from '../../parts/url-params.ts';
import { type Asked, askedFor, sentenceOf } from './address.ts';
import type { Conversation, Transcript } from './data.ts';
import { EditQueue } from './edit/edit-queue.ts';
import { usePlayer } from './player/use-player.ts';
import type { TranscriptHandle } from './transcript/transcript-pane.tsx';
import type { Dialog, Place, View } from './view.ts';

export const tabs = ['words', 'summary', 'insights', 'people'] as const;
export type Tab = (typeof tabs)[number];

export interface ConversationState {
  view: View;
  asked: Asked;
  words: RefObject<TranscriptHandle | null>;
  dialog: Dialog | null;
  tab: Tab;
  setTab: (tab: Tab) => void;
}

const nowhere: Place = { selected: null, editing: null };

/** What the parts of the page share: where one is, and what one can do from anywhere. */
export function useConversationView(
  conversation: Conversation,
  transcript: Transcript | null,
): ConversationState {
  const { id, recording } = conversation;
  const client = useQueryClient();
  const words = useRef<TranscriptHandle>(null);
  const [params, setParams] = useUrlParams();
  const asked = useMemo(() => askedFor(params), [params]);
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'words';
  const player = usePlayer(recording?.url ?? null);
  const [place, setPlace] = useState(nowhere);
  const [dialog, ask] = useState<Dialog | null>(null);
  const [drafts] = useState(() => new Map<number, string>());
  const { run } = useMemo(() => new EditQueue(client, id), [client, id]);
  const setTab = (next: Tab): void => setParams({ tab: next === 'words' ? null : next });
  useAsked(asked, { transcript, player, words, setPlace });
  const view: View = {
    id,
    conversation,
    transcript,
    player,
    place,
    drafts,
    run,
    ask,
    edit: (at) =>
      setPlace((before) => ({
        selected: at === null ? before.selected : { first: at, last: at },
        editing: at,
      })),
    select: (at, isFurther = false) =>
      setPlace((before) => ({ ...before, selected: chosen(before, at, isFurther) })),
    show: (at) => words.current?.show(at),
    conflict: (at, text) => ask({ kind: 'conflict', place: at, text }),
    listen: (at, leadSeconds = 0) => {
      setPlace({ selected: { first: at, last: at }, editing: null });
      if (tab !== 'words') setTab('words');
      const start = transcript?.sentences[at]?.start ?? null;
      if (player && start !== null) {
        player.seek(start - leadSeconds);
        player.play();
        words.current?.follow();
      }
      words.current?.show(at);
    },
  };
  return { view, asked, words, dialog, tab, setTab };
}

function chosen(before: Place, at: number | null, isFurther: boolean): Place['selected'] {
  if (at === null) return null;
  const { selected } = before;
  if (!isFurther || !selected) return { first: at, last: at };
  return { first: Math.min(selected.first, at), last: Math.max(selected.last, at) };
}

interface Opening {
  transcript: Transcript | null;
  player: View['player'];
  words: RefObject<TranscriptHandle | null>;
  setPlace: (place: Place) => void;
}

/** Goes to the moment of the address: when the page opens, and when a link of the page leads to another moment. */
function useAsked(asked: Asked, { transcript, player, words, setPlace }: Opening): void {
  const done = useRef<Asked | null>(null);
  const newest = useRef({ transcript, words, setPlace });
  useEffect(() => {
    newest.current = { transcript, words, setPlace };
  });
  const go = useCallback(() => {
    const now = newest.current;
    const at = now.transcript && sentenceOf(asked, now.transcript);
    if (at === null) return;
    now.setPlace({ selected: { first: at, last: at }, editing: null });
    if (done.current && !isSame(done.current, asked)) now.words.current?.show(at);
    done.current = asked;
    const seconds = asked.seconds ?? now.transcript?.sentences[at]?.start ?? null;
    if (seconds !== null) player?.seek(seconds);
  }, [asked, player]);
  useEffect(go, [go]);
}

const isSame = (one: Asked, other: Asked): boolean =>
  one.seconds === other.seconds && one.sentence === other.sentence && one.words === other.words;
