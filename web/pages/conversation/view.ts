import { createContext, useContext } from 'react';
import type { Conversation, Range, Transcript } from './data.ts';
import type { EditQueue } from './edit/edit-queue.ts';
import type { Player } from './player/player.ts';

/** Where one is in the words: what is chosen, what is edited. */
export interface Place {
  selected: Range | null;
  editing: number | null;
}

export interface View {
  id: string;
  conversation: Conversation;
  /** Null while there are no words yet. */
  transcript: Transcript | null;
  /** Null where there is no recording. */
  player: Player | null;
  place: Place;
  /** By sentence. They outlive their row, which goes when one scrolls away. */
  drafts: Map<number, string>;
  run: EditQueue['run'];
  /** Shows a sentence and plays from it, or from some seconds before it. */
  listen: (place: number, leadSeconds?: number) => void;
  /** Scrolls a sentence into sight. */
  show: (place: number) => void;
  /** Chooses a sentence, or all from the chosen one to it. */
  select: (place: number | null, isFurther?: boolean) => void;
  edit: (place: number | null) => void;
  /** Opens the choice of who said the chosen sentences, or of who a speaker is. */
  ask: (dialog: Dialog | null) => void;
  /** Words that were not saved, since somebody else had changed the sentence. */
  conflict: (place: number, text: string) => void;
}

export type Dialog =
  | { kind: 'assign'; range: Range }
  | { kind: 'speaker'; id: string }
  | { kind: 'details' }
  | { kind: 'participant'; id: string | null }
  | { kind: 'conflict'; place: number; text: string };

const ViewContext = createContext<View | null>(null);
export const ViewProvider = ViewContext.Provider;

export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error('useView stands outside of a conversation');
  return view;
}

/** Hues come again after eight; names and letters tell the speakers apart as well. */
export const speakerColor = (place: number | null): string =>
  place === null ? 'var(--dimmed)' : `var(--speaker-${(place % 8) + 1})`;

/** Before an insight one wants to hear how it came to it. */
export const leadInSeconds = 2;
