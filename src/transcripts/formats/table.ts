import type { TranscriptFormat } from '../format.ts';
import { labelledText } from './labelled-text.ts';
import { meetricJson } from './meetric-json.ts';
import { subRip } from './sub-rip.ts';
import { webVtt } from './web-vtt.ts';

/** THE TABLE of formats, and the only list of them. Of formats that match equally well the first is taken. */
export const transcriptFormats: readonly TranscriptFormat[] = [webVtt, subRip, meetricJson, labelledText];
