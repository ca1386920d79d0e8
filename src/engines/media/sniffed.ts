import type { HeaderlessFormat } from './headerless-formats.ts';
import type { MediaRefusal } from './media-refusal.ts';
import type { SignedFormat } from './signed-formats.ts';
import type { AmrBand } from './telephony/amr-frames.ts';

/** The format that a file was found to have. */
export type Sniffed =
  | { readonly kind: 'signed'; readonly format: SignedFormat; readonly start: number }
  /** `isAssumed`: its name or somebody says so, the content can not confirm it. */
  | { readonly kind: 'headerless'; readonly format: HeaderlessFormat; readonly isAssumed: boolean }
  /** AMR frames without the magic number. */
  | { readonly kind: 'bare-amr'; readonly band: AmrBand }
  | { readonly kind: 'text' }
  | { readonly kind: 'unknown' }
  | MediaRefusal;
