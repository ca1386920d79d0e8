import type { DamageTally, Inspection, OpenableMedia, PcmBlock } from './pcm-block.ts';
import { placeAt } from './place-at.ts';

/** Files that were joined to one, heard one behind the other; refused where none of them can be. */
export function joinParts(parts: readonly Inspection[]): Inspection | null {
  const open = parts.filter((part) => part.kind === 'openable');
  const [first] = open;
  if (first === undefined || parts.length === 1) return parts[0] ?? null;
  const channels = Math.max(...open.map(({ info }) => info.channels));
  const differ = open.some(({ info }) => info.channels !== channels || info.lines !== first.info.lines);
  return {
    kind: 'openable',
    info: {
      ...first.info,
      channels,
      // Where parts differ, a channel is nobody's own.
      ...(differ ? { lines: 1 } : {}),
      durationSeconds: open.reduce((sum, { info }) => sum + info.durationSeconds, 0),
      truncated: open.some(({ info }) => info.truncated),
    },
    open: (tally) => {
      tally.notices.add('media_part_lost', 'a joined file', parts.length - open.length);
      return openParts(open, tally);
    },
  };
}

async function* openParts(parts: readonly OpenableMedia[], tally: DamageTally): AsyncGenerator<PcmBlock> {
  let startSeconds = 0;
  for (const [index, part] of parts.entries()) {
    if (index > 0) tally.notices.add('media_parts_joined', placeAt(startSeconds));
    yield* part.open(tally);
    startSeconds += part.info.durationSeconds;
  }
}
