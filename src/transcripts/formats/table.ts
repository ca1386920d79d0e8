import type { TranscriptFormat } from '../format.ts';
import { assemblyAi } from './assembly-ai.ts';
import { awsTranscribe } from './aws-transcribe.ts';
import { azureSpeech } from './azure-speech.ts';
import { csv } from './csv.ts';
import { deepgram } from './deepgram.ts';
import { elevenLabs } from './eleven-labs.ts';
import { fathomJson } from './fathom-json.ts';
import { fireflies } from './fireflies.ts';
import { genericJson } from './generic-json.ts';
import { gladia } from './gladia.ts';
import { gong } from './gong.ts';
import { googleSpeech } from './google-speech.ts';
import { grain } from './grain.ts';
import { jigasi } from './jigasi.ts';
import { labelledText } from './labelled-text.ts';
import { meetricJson } from './meetric-json.ts';
import { openAi } from './open-ai.ts';
import { recallAi } from './recall-ai.ts';
import { revAi } from './rev-ai.ts';
import { slack } from './slack.ts';
import { speechmatics } from './speechmatics.ts';
import { subRip } from './sub-rip.ts';
import { teamsChat } from './teams-chat.ts';
import { telegram } from './telegram.ts';
import { vapi } from './vapi.ts';
import { vcon } from './vcon.ts';
import { webVtt } from './web-vtt.ts';
import { whisper } from './whisper.ts';
import { whisperCpp } from './whisper-cpp.ts';
import { whisperX } from './whisper-x.ts';
import { wtf } from './wtf.ts';
import { zoomTimeline } from './zoom-timeline.ts';

/** THE TABLE of formats, and the only list of them. Of formats that match equally well the first is taken. */
export const transcriptFormats: readonly TranscriptFormat[] = [
  webVtt,
  subRip,
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
  wtf,
  fireflies,
  gong,
  grain,
  fathomJson,
  recallAi,
  zoomTimeline,
  jigasi,
  vapi,
  vcon,
  telegram,
  slack,
  teamsChat,
  genericJson,
  csv,
  labelledText,
];
