import { wordsOf } from './error-state.tsx';
import { partTexts as texts } from './texts.ts';

export interface Toast {
  message: string;
  tone?: 'plain' | 'positive' | 'warning' | 'negative';
  undo?: () => void;
  timeoutMs?: number;
}

/** As long as a change can be undone. */
const undoMs = 8_000;

export async function toast(shown: Toast): Promise<void> {
  const { showToast } = await import('./toast-store.tsx');
  showToast({ timeoutMs: 5_000, ...shown });
}

/** For the `onError` of changes. */
export function toastError(error: Error): void {
  const { title, hint } = wordsOf(error);
  void toast({ message: `${title}. ${hint}`, tone: 'negative', timeoutMs: 10_000 });
}

/** Tells of a change that was made, with a way back for eight seconds. */
export function undoable(message: string, undo: () => Promise<unknown>): void {
  const back = (): void => {
    undo().then(() => toast({ message: texts.undone }), toastError);
  };
  void toast({ message, undo: back, timeoutMs: undoMs });
}
