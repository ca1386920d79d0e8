import os from 'node:os';

const signals = ['SIGINT', 'SIGTERM'] as const;

export interface StopSignals {
  /** Aborted by the first signal, with its name as the reason. */
  signal: AbortSignal;
  /** Signals do again what they do by themselves. */
  end(): void;
}

/** Lets a command end in order at the first Ctrl-C or SIGTERM; the second one ends it at once. */
export function listenForStop(on: { first(): void; second(): void }): StopSignals {
  const stop = new AbortController();
  const listener = (name: NodeJS.Signals): void => {
    if (stop.signal.aborted) {
      on.second();
      process.exit(exitCodeOf(name));
    }
    stop.abort(name);
    on.first();
  };
  for (const name of signals) process.on(name, listener);
  return {
    signal: stop.signal,
    end() {
      for (const name of signals) process.off(name, listener);
    },
  };
}

/** As shells have it: 130 for Ctrl-C. */
export function exitCodeOf(signal: unknown): number {
  return 128 + (signal === 'SIGTERM' ? os.constants.signals.SIGTERM : os.constants.signals.SIGINT);
}
