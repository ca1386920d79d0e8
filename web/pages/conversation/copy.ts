import { formatDuration } from '../../parts/duration.tsx';
import { partTexts } from '../../parts/texts.ts';
import { toast } from '../../parts/toast.ts';
import type { Transcript } from './data.ts';

/** Copies and says so; over plain http a browser has no clipboard, and says how else. */
export async function copyText(text: string, message: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    void toast({ message });
  } catch {
    void toast({ message: partTexts.copyRefused, tone: 'warning' });
  }
}

/** As people paste it: a turn a paragraph, with its speaker and time. */
export function textOf({ sentences, speakers }: Transcript): string {
  const turns: string[] = [];
  let before: number | null | undefined;
  for (const { speaker, start, text } of sentences) {
    if (speaker === before && turns.length > 0) {
      turns[turns.length - 1] += ` ${text}`;
      continue;
    }
    before = speaker;
    const name = speaker === null ? '' : (speakers[speaker]?.name ?? '');
    const time = start === null ? '' : `[${formatDuration(Math.floor(start))}]`;
    const head = [time, name && `${name}:`].filter(Boolean).join(' ');
    turns.push(head ? `${head} ${text}` : text);
  }
  return turns.join('\n\n');
}
