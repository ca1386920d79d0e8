import type { ReactNode } from 'react';
import { useShortcut } from '../../parts/shortcuts.tsx';
import type { Player } from './player/player.ts';
import { conversationTexts as texts } from './texts.ts';
import { TimeIndex } from './transcript/time-index.ts';
import { useView, type View } from './view.ts';

/** The keys of the page; `/` and Ctrl F belong to the search in the words. */
export function Keys(): ReactNode {
  const view = useView();
  const { player, place, transcript, edit } = view;
  const toSentence = (by: 1 | -1): void => step(view, by);
  useShortcut('j', texts.keys.next, () => toSentence(1));
  useShortcut('k', texts.keys.before, () => toSentence(-1));
  useShortcut('e', texts.keys.edit, () => {
    const at = place.selected?.first ?? playingPlace(view);
    if (transcript && at !== null) edit(at);
  });
  useShortcut('escape', texts.keys.none, () => view.select(null));
  return player && <PlayerKeys player={player} />;
}

function PlayerKeys({ player }: { player: Player }): ReactNode {
  useShortcut('space', texts.keys.toggle, () => player.toggle());
  useShortcut('arrowleft', texts.keys.back, () => player.skip(-5));
  useShortcut('arrowright', texts.keys.forward, () => player.skip(5));
  useShortcut('<', texts.keys.slower, () => player.changeRate(-1));
  useShortcut('>', texts.keys.faster, () => player.changeRate(1));
  return null;
}

function playingPlace({ player, transcript }: View): number | null {
  return player && transcript ? new TimeIndex(transcript.sentences).at(player.seconds) : null;
}

/** To the next sentence or the one before, in the words and in the sound; it plays on, or stays silent. */
function step(view: View, by: 1 | -1): void {
  const { transcript, player, place, select, show } = view;
  if (!transcript) return;
  const from =
    (player && !player.audio.paused ? playingPlace(view) : null) ??
    place.selected?.first ??
    playingPlace(view);
  const at = Math.min(transcript.sentences.length - 1, Math.max(0, (from ?? -1) + by));
  const start = transcript.sentences[at]?.start ?? null;
  select(at);
  if (player && start !== null) player.seek(start);
  show(at);
}
