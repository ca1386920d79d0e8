import { useEffect, useState, useSyncExternalStore } from 'react';
import { Player, type PlayerState } from './player.ts';

/** The player of this recording; another recording gets another. */
export function usePlayer(url: string | null): Player | null {
  const [player, setPlayer] = useState<Player | null>(null);
  useEffect(() => {
    if (url === null) return setPlayer(null);
    const made = new Player(url);
    setPlayer(made);
    return () => made.close();
  }, [url]);
  return player;
}

export const usePlayerState = (player: Player): PlayerState =>
  useSyncExternalStore(player.onChange, () => player.state);

/** Changes once a second, so that no more is rendered than a clock shows. */
export const usePlayedSeconds = (player: Player): number =>
  useSyncExternalStore(player.onTick, () => Math.floor(player.seconds));
