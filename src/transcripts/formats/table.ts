import type { TranscriptFormat } from '../format.ts';
import { graphVtt } from './graph-vtt.ts';
import { labelledText } from './labelled-text.ts';
import { lrc } from './lrc.ts';
import { meetricJson } from './meetric-json.ts';
import { meetricText } from './meetric-text.ts';
import { meetricVtt } from './meetric-vtt.ts';
import { sbv } from './sbv.ts';
import { subRip } from './sub-rip.ts';
import { webVtt } from './web-vtt.ts';
import { webexVtt } from './webex-vtt.ts';

/** THE TABLE of formats, and the only list of them. Of formats that match equally well the first is taken. */
export const transcriptFormats: readonly TranscriptFormat[] = [
  meetricVtt,
  meetricText,
  graphVtt,
  webexVtt,
  webVtt,
  subRip,
  sbv,
  lrc,
  meetricJson,
  labelledText,
];
