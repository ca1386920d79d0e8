interface Words {
  reason: string;
  todo: string;
}

const sendAgain = 'Copy or export the recording again, completely, and upload it as a new conversation.';
const tellOperator = 'Tell the person who runs this server; then try again.';
const later = 'Try again in a while.';

/** Why a conversation failed and what to do, by the code that the server gives. */
const byCode: Record<string, Words> = {
  no_speech: {
    reason: 'Nobody says anything in this recording.',
    todo: 'Listen to it: if there are voices, check that the right microphone or channel was recorded.',
  },
  not_media: { reason: 'The file is no recording by its content.', todo: sendAgain },
  media_truncated: { reason: 'The recording is cut off or damaged.', todo: sendAgain },
  media_decoder_missing: {
    reason: 'The sound in this recording has no decoder here.',
    todo: 'Convert it to wav or mp3 and upload that, or ask for FFmpeg to be installed on the server.',
  },
  media_no_audio: {
    reason: 'The recording has no sound track.',
    todo: 'Upload one that was recorded with sound.',
  },
  media_empty: { reason: 'The recording holds no sound.', todo: sendAgain },
  media_format_unclear: {
    reason: 'It is not clear how the sound in the file is stored.',
    todo: 'Upload it again and choose its format.',
  },
  media_protected: {
    reason: 'The recording is encrypted.',
    todo: 'Upload a copy without protection.',
  },
  media_too_long: {
    reason: 'The recording is too long.',
    todo: 'Cut it into parts and upload each of them.',
  },
  media_stuck: { reason: 'The decoder made no headway on the recording.', todo: sendAgain },
  disk_full: {
    reason: 'The disk of the server was full.',
    todo: 'Ask the person who runs this server to free some space; then try again.',
  },
  language_unsupported_by_embedded: {
    reason: 'The built-in recogniser does not know this language.',
    todo: 'Upload a transcript instead, or ask for a speech provider to be set up on the server.',
  },
  asr_model_missing: { reason: 'The recogniser on this server is not complete.', todo: tellOperator },
  asr_native_missing: { reason: 'The recogniser on this server does not start.', todo: tellOperator },
  asr_crashed: { reason: 'The recogniser stopped several times on this recording.', todo: tellOperator },
  provider_unreachable: { reason: 'The speech or analysis provider could not be reached.', todo: later },
  provider_timeout: { reason: 'The provider gave no whole answer in time.', todo: later },
  provider_refused: { reason: 'The provider refused the request.', todo: tellOperator },
  provider_overloaded: { reason: 'The provider was overloaded.', todo: later },
  provider_answer_too_large: { reason: 'The answer of the provider was too large.', todo: tellOperator },
  provider_answer_malformed: { reason: 'The answer of the provider could not be read.', todo: later },
  recording_missing: {
    reason: 'The recording is no longer in the storage.',
    todo: 'Upload it again as a new conversation.',
  },
  storage_failed: { reason: 'The storage did not take the recording.', todo: tellOperator },
  analysis_failed: { reason: 'The analysis failed repeatedly.', todo: later },
  sound_failed: {
    reason: 'A step from the recording to its transcript failed repeatedly.',
    todo: tellOperator,
  },
  crashed_repeatedly: {
    reason: 'The server ended five times while it worked on this conversation.',
    todo: tellOperator,
  },
};

export const failureTexts = (code: string): Words =>
  byCode[code] ?? { reason: 'This conversation could not be processed.', todo: tellOperator };
