import type { TranscriptFormat } from '../format.ts';
import { fathom } from './fathom.ts';
import { googleMeet } from './google-meet.ts';
import { imessageExport } from './imessage-export.ts';
import { labelledText } from './labelled-text.ts';
import { markdown } from './markdown.ts';
import { meetricJson } from './meetric-json.ts';
import { nameLines } from './name-lines.ts';
import { otter } from './otter.ts';
import { rev } from './rev.ts';
import { signalExport } from './signal-export.ts';
import { stampedText } from './stamped-text.ts';
import { subRip } from './sub-rip.ts';
import { teamsCopiedText } from './teams-copied-text.ts';
import { teamsCueText } from './teams-cue-text.ts';
import { teamsText } from './teams-text.ts';
import { telegramCopy } from './telegram-copy.ts';
import { webVtt } from './web-vtt.ts';
import { whatsApp } from './whatsapp.ts';
import { zoomCaptions } from './zoom-captions.ts';
import { zoomChat } from './zoom-chat.ts';

/** THE TABLE of formats, and the only list of them. Of formats that match equally well the first is taken. */
export const transcriptFormats: readonly TranscriptFormat[] = [
  webVtt,
  subRip,
  meetricJson,
  whatsApp,
  signalExport,
  zoomChat,
  zoomCaptions,
  telegramCopy,
  imessageExport,
  googleMeet,
  otter,
  teamsText,
  teamsCueText,
  teamsCopiedText,
  fathom,
  rev,
  markdown,
  stampedText,
  labelledText,
  nameLines,
];
