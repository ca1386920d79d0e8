import { isCutOff, missingSound } from './completeness.ts';
import type { DamageTally, MediaInfo, PcmBlock } from './pcm-block.ts';
import { placeAt } from './place-at.ts';

const silenceNotices = { gap: 'media_gap_silent', lost: 'media_part_lost' } as const;

/** Follows decoded blocks, so that nothing that is lost, silent or damaged goes unsaid. */
export class DecodeAudit {
  readonly tally: DamageTally;
  #damagedParts = 0;
  #soundSeconds = 0;
  #silence: PcmBlock['silence'];

  constructor(tally: DamageTally) {
    this.tally = tally;
  }

  /** The next block, which will be heard at `atSeconds`. */
  see({ channels, sampleRate, silence }: PcmBlock, atSeconds: number): void {
    const isDamaged = this.#noteDamage(atSeconds);
    const frames = channels[0]?.length ?? 0;
    if (frames === 0) return;
    if (silence === undefined) this.#soundSeconds += frames / sampleRate;
    // Silence that stands for damaged parts is told with them.
    const isTold = silence === this.#silence || (isDamaged && silence === 'lost');
    if (silence !== undefined && !isTold) this.tally.notices.add(silenceNotices[silence], placeAt(atSeconds));
    this.#silence = silence;
  }

  /** Whether the recording counts as cut off, after all blocks. */
  conclude(info: MediaInfo, { isBroken, seconds }: { isBroken: boolean; seconds: number }): boolean {
    const { heldSeconds, notices } = this.tally;
    this.#noteDamage(seconds);
    const missing = missingSound(heldSeconds, this.#soundSeconds);
    notices.add('media_short', null, missing.seconds);
    const cutOff = isBroken || missing.isMuch || isCutOff(info, seconds);
    if (cutOff) notices.add('media_end_missing', placeAt(seconds));
    return cutOff;
  }

  #noteDamage(atSeconds: number): boolean {
    const { damagedParts, notices } = this.tally;
    const found = damagedParts - this.#damagedParts;
    notices.add('media_part_lost', placeAt(atSeconds), found);
    this.#damagedParts = damagedParts;
    return found > 0;
  }
}
