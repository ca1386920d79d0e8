import type { TranscriptFormat } from '../format.ts';
import { assemblyAi } from './assembly-ai.ts';
import { awsTranscribe } from './aws-transcribe.ts';
import { azureSpeech } from './azure-speech.ts';
import { csv } from './csv.ts';
import { deepgram } from './deepgram.ts';
import { elevenLabs } from './eleven-labs.ts';
import { fathom } from './fathom.ts';
import { fathomJson } from './fathom-json.ts';
import { fireflies } from './fireflies.ts';
import { genericJson } from './generic-json.ts';
import { gladia } from './gladia.ts';
import { gong } from './gong.ts';
import { googleMeet } from './google-meet.ts';
import { googleSpeech } from './google-speech.ts';
import { grain } from './grain.ts';
import { graphVtt } from './graph-vtt.ts';
import { imessageExport } from './imessage-export.ts';
import { jigasi } from './jigasi.ts';
import { labelledText } from './labelled-text.ts';
import { lrc } from './lrc.ts';
import { markdown } from './markdown.ts';
import { meetricJson } from './meetric-json.ts';
import { meetricText } from './meetric-text.ts';
import { meetricVtt } from './meetric-vtt.ts';
import { nameLines } from './name-lines.ts';
import { openAi } from './open-ai.ts';
import { otter } from './otter.ts';
import { recallAi } from './recall-ai.ts';
import { rev } from './rev.ts';
import { revAi } from './rev-ai.ts';
import { sbv } from './sbv.ts';
import { signalExport } from './signal-export.ts';
import { slack } from './slack.ts';
import { speechmatics } from './speechmatics.ts';
import { stampedText } from './stamped-text.ts';
import { subRip } from './sub-rip.ts';
import { teamsChat } from './teams-chat.ts';
import { teamsCopiedText } from './teams-copied-text.ts';
import { teamsCueText } from './teams-cue-text.ts';
import { teamsText } from './teams-text.ts';
import { telegram } from './telegram.ts';
import { telegramCopy } from './telegram-copy.ts';
import { ttml } from './ttml.ts';
import { vapi } from './vapi.ts';
import { vcon } from './vcon.ts';
import { webVtt } from './web-vtt.ts';
import { webexVtt } from './webex-vtt.ts';
import { whatsApp } from './whatsapp.ts';
import { whisper } from './whisper.ts';
import { whisperCpp } from './whisper-cpp.ts';
import { whisperX } from './whisper-x.ts';
import { wtf } from './wtf.ts';
import { zoomCaptions } from './zoom-captions.ts';
import { zoomChat } from './zoom-chat.ts';
import { zoomTimeline } from './zoom-timeline.ts';

/** THE TABLE of formats, and the only list of them. Of formats that match equally well the first is taken. */
export const transcriptFormats: readonly TranscriptFormat[] = [
  meetricVtt,
  meetricText,
  graphVtt,
  webexVtt,
  webVtt,
  subRip,
  sbv,
  ttml,
  lrc,
  meetricJson,
  whisper,
  whisperX,
  whisperCpp,
  openAi,
  deepgram,
  assemblyAi,
  revAi,
  awsTranscribe,
  googleSpeech,
  azureSpeech,
  speechmatics,
  gladia,
  elevenLabs,
  fireflies,
  gong,
  grain,
  fathomJson,
  recallAi,
  zoomTimeline,
  jigasi,
  vapi,
  vcon,
  wtf,
  telegram,
  slack,
  teamsChat,
  genericJson,
  csv,
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
