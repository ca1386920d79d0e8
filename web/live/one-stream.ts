import { EventStream, type Heard } from './event-stream.ts';

interface Options {
  /** Tabs of the same name share a stream. */
  name: string;
  onNews(heard: Heard): void;
  isSignedIn(): Promise<boolean>;
}

/**
 * One stream for all tabs of a browser: the tab that holds the lock listens and tells the others. When it closes,
 * another one takes its place and goes on where that was.
 */
export function shareOneStream({ name, onNews, isSignedIn }: Options): () => void {
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let place: string | null = null;
  const hear = (heard: Heard): void => {
    place = heard.place ?? place;
    onNews(heard);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Heard>) => hear(data));
  const listen = (until: AbortSignal): Promise<void> => {
    const stream = new EventStream({
      place: () => place,
      isSignedIn,
      onNews(heard) {
        hear(heard);
        channel.postMessage(heard);
      },
    });
    return new Promise((resolve) => {
      until.addEventListener('abort', () => {
        stream.close();
        resolve();
      });
    });
  };
  const { signal } = leaving;
  if (navigator.locks) {
    // Rejects where it is left while it waits.
    navigator.locks.request(name, { signal }, () => listen(signal)).catch(() => {});
  } else listenWhileVisible(listen, signal);
  return () => {
    leaving.abort();
    channel.close();
  };
}

/** Plain http on another host than localhost has no locks: there the tab that is looked at listens. */
function listenWhileVisible(listen: (until: AbortSignal) => Promise<void>, left: AbortSignal): void {
  let hidden = new AbortController();
  const turn = (): void => {
    hidden.abort();
    hidden = new AbortController();
    if (document.visibilityState === 'visible') void listen(hidden.signal);
  };
  document.addEventListener('visibilitychange', turn, { signal: left });
  left.addEventListener('abort', () => hidden.abort());
  turn();
}
