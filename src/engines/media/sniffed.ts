import type { HeaderlessFormat } from './headerless-formats.ts';
import type { MediaRefusal } from './media-refusal.ts';
import type { SignedFormat } from './signed-formats.ts';
import type { AmrBand } from './telephony/amr-frames.ts';

/** The format that a file was found to have. */
export type Sniffed =
  | { kind: 'signed'; format: SignedFormat; start: number }
  /** `isAssumed`: its name or somebody says so, the content can not confirm it. */
  | { kind: 'headerless'; format: HeaderlessFormat; isAssumed: boolean }
  /** AMR frames without the magic number. */
  | { kind: 'bare-amr'; band: AmrBand }
  | { kind: 'text' }
  | { kind: 'unknown' }
  | MediaRefusal;
