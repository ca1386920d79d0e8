import { faultMeanings } from '../../base/fault.ts';
import { media } from '../../domain/conversations/conversation.ts';
import type { StoredAnalysisNotice, StoredFailure } from '../../domain/conversations/failure.ts';
import { isWorthRetry } from '../../processing/retry.ts';
import type { DetailFault, DetailRule, IntakeFault } from '../intake-fault.ts';
import { nativeSentence, providerSentence, weightSentence } from './engine-sentences.ts';
import { decoderSentence, formatSentence, notMediaSentence, truncatedSentence } from './media-sentences.ts';
import { sentencesByCode } from './sentence-table.ts';
import {
  malformedSentence,
  notTextSentence,
  noWordsSentence,
  tooLargeSentence,
  unknownFormatSentence,
} from './transcript-sentences.ts';
import { commandLine, type Wording } from './wording.ts';

/** Whatever keeps a file or a conversation from being taken. */
type Fault = IntakeFault | StoredFailure;
type KnownFault = Exclude<Fault, { problem: 'not_kept' }>;

/** The fault and its remedy, in the words of the place where it is told. */
export function faultSentence(fault: Fault, say: Wording = commandLine): string {
  const meaning = faultMeanings[fault.code];
  return 'problem' in fault && fault.problem === 'not_kept' ? meaning : knownSentence(fault, say);
}

const knownSentence = sentencesByCode<KnownFault>({
  empty: 'The file is empty.',
  not_text: notTextSentence,
  unknown_format: unknownFormatSentence,
  malformed: malformedSentence,
  no_speech: (fault) =>
    'problem' in fault ? noWordsSentence(fault) : 'No speech was found in the recording.',
  time_unit_unknown: ({ place }, { timeUnit }) =>
    `${place}: the file does not show whether its times are seconds or milliseconds; ${timeUnit}.`,
  too_large: tooLargeSentence,
  not_media: (fault, say) =>
    fault.problem === undefined
      ? `This file is not a recording: no audio or video format was found in its content. Choose a wav, mp3, m4a, mp4, mov, webm, ogg, opus or flac file; sound without a header is taken with ${say.format}.`
      : notMediaSentence(fault, say),
  media_truncated: (fault, say) =>
    fault.problem === undefined
      ? 'This recording is cut off or damaged and what is there cannot be played. Copy or export it again, completely.'
      : truncatedSentence(fault, say),
  media_decoder_missing: decoderSentence,
  media_no_audio: 'This file has no sound track. Export it again with sound.',
  media_empty: 'This recording is empty: it holds no sound. Check that it was saved completely.',
  media_format_unclear: formatSentence,
  media_protected:
    'This recording is encrypted (DRM) and can only be played by the programs that its seller allows. Import an unprotected copy.',
  media_too_long: ({ mostSeconds }) =>
    `This recording is longer than ${Math.round(mostSeconds / 360) / 10} hours. Cut it into shorter parts and import each.`,
  media_stuck:
    'The decoder made no headway on this recording and was ended. Convert it to wav or mp3 and import that.',
  disk_full: (_fault, { freeDisk }) => `The disk is full. ${freeDisk}`,
  language_unsupported_by_embedded: ({ language }) =>
    `The embedded recogniser knows English only, not "${language}". Configure another recogniser for it ` +
    '(docs/providers.md), or declare English.',
  asr_model_missing: weightSentence,
  asr_native_missing: nativeSentence,
  asr_crashed: ({ crashes, cause }) => `The recogniser's process ended ${crashes} times; ${cause}`,
  provider_unreachable: providerSentence,
  provider_timeout: providerSentence,
  provider_refused: providerSentence,
  provider_overloaded: providerSentence,
  provider_answer_too_large: providerSentence,
  provider_answer_malformed: providerSentence,
  file_missing: 'There is no such file, or it is a folder.',
  recording_missing: (fault) =>
    fault.problem === 'no_file'
      ? `There is no file ${fault.file}.`
      : `The recording is not in DATA_DIR/recordings or STORAGE_URL under ${fault.key}.`,
  recording_given_twice: (_fault, { recordingTwice }) => recordingTwice,
  storage_failed: ({ cause }) => `STORAGE_URL did not take the recording: ${cause}`,
  unknown_user: ({ email }, { findUser }) => `The account has no active user ${email}${findUser}`,
  unknown_department: ({ name }, { findDepartment }) =>
    `The account has no enabled department ${name}${findDepartment}`,
  invalid_title: detailSentence,
  invalid_company: detailSentence,
  invalid_type: detailSentence,
  invalid_date: detailSentence,
  invalid_medium: detailSentence,
  invalid_language: detailSentence,
  invalid_participants: detailSentence,
  invalid_key: detailSentence,
  idempotency_key_taken:
    'The Idempotency-Key belongs to a request with other content or metadata. Send a new key for a new conversation.',
  intake_failed:
    'The file could not be taken in, repeatedly; the log names the cause. Send it again, or another form of it.',
  analysis_failed: 'The analysis failed repeatedly; the log names the cause. The transcript is kept.',
  sound_failed:
    'The recording could not be worked on repeatedly; the log names the cause. The recording is kept.',
  crashed_repeatedly:
    'The server ended five times while it worked on this alone; what came in is kept. Often memory ran out: look into the ' +
    "system's log, and give it more.",
});

const rules: Readonly<Record<DetailRule, (most: number | null) => string>> = {
  not_empty: () => 'must not be empty',
  not_too_long: (most) => `must have at most ${most} characters`,
  not_too_many: (most) => `must be at most ${most}`,
  no_control_characters: () => 'must not hold control characters',
  date: () => 'must be an ISO 8601 date or date-time',
  not_in_future: () => 'lies in the future',
  known_medium: () => `must be one of ${media.join(', ')}`,
  language_tag: () => 'must be a language tag such as en or sv',
};

function detailSentence({ at, rule, most }: DetailFault): string {
  return `${at} ${rules[rule](most)}.`;
}

/** Why a conversation failed, and how to try again where that may help. */
export function failureSentence(id: string, failure: StoredFailure, say: Wording = commandLine): string {
  const sentence = faultSentence(failure, say);
  return isWorthRetry(failure) ? `${sentence} ${say.retry(id)}` : sentence;
}

/** The notices of an analysis as sentences; null where there are none. */
export function analysisSentences(notices: readonly StoredAnalysisNotice[]): string | null {
  return notices.length === 0 ? null : notices.map((notice) => analysisSentence(notice)).join(' ');
}

const analysisSentence = sentencesByCode<StoredAnalysisNotice>({
  lines_in_other_language: ({ language, lines }) =>
    `Lines in another language (${language ?? 'und'}) left out of the analysis: ${lines}.`,
  sentences_sampled: ({ taken, all }) =>
    `Summary, topics and sentiment are made of ${taken} of ${all} sentences.`,
  embedded_instead: ({ isAnalysed, reason }) => {
    const instead = isAnalysed
      ? 'The embedded analyser was used instead.'
      : 'The embedded analyser, used instead, does not cover the language.';
    return reason === null ? instead : `${reasonSentence(reason)} ${instead}`;
  },
  earlier_analysis_stands: ({ failure }) =>
    `${failure.code}: ${faultSentence(failure)} The earlier analysis stands.`,
});

function reasonSentence(
  reason: NonNullable<Extract<StoredAnalysisNotice, { code: 'embedded_instead' }>['reason']>,
): string {
  if (reason.code !== 'transcript_too_long') return providerSentence(reason);
  const { provider, characters, mostCharacters } = reason;
  return `The transcript has ${characters} characters, more than the ${mostCharacters} that the provider may be sent ("${provider}").`;
}
