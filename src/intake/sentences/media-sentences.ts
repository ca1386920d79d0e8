import type { Failure } from '../../domain/conversations/failure.ts';
import type { ChunkPlace } from '../../engines/media/media-refusal.ts';
import { formatNames } from '../../engines/media/recording-formats.ts';
import type { IntakeFault } from '../intake-fault.ts';
import { sentencesByProblem } from './sentence-table.ts';
import type { Wording } from './wording.ts';

type Of<Code> = Extract<IntakeFault | Failure, { code: Code; problem: string }>;

const again = 'Copy or export it again, completely.';
const orPartial = ({ takePartly }: Wording): string => `Import it whole, or ${takePartly}.`;
const installFfmpeg = 'Install FFmpeg (apt-get install ffmpeg, or brew install ffmpeg)';

export const notMediaSentence = sentencesByProblem<Of<'not_media'>>({
  text: ({ told }) =>
    told === null
      ? 'This file is not a recording: it holds text. Choose the recording itself.'
      : `This file is no ${told} sound: it holds text.`,
  nor_text: (_fault, { format }) =>
    'This file is neither text nor a recording of a known format. If it is sound without a header, such as of a ' +
    `telephone system, say how it is stored with ${format} and one of: ${formatNames.join(', ')}.`,
});

export const truncatedSentence = sentencesByProblem<Of<'media_truncated'>>({
  too_small: ({ format, bytes }) =>
    `${format === null ? 'This file' : `This ${format} file`} has ${bytes} bytes, too few for any sound. ${again}`,
  no_index:
    'This recording has no index (moov box): the recorder was stopped before it could write it, or the end of the file is missing. No program can play it like this. Copy it again from where it was made, or let the recorder or a repair program rebuild it.',
  no_beginning: `This Ogg recording has lost its beginning, without which the rest cannot be decoded. ${again}`,
  no_sound_format: 'The wav header does not say how its sound is stored.',
  no_first_chunk: 'What follows the word WAVE in this wav file is no chunk.',
  ends_in_header: `This file ends within its header. ${again}`,
  ends_before_sound:
    'This file ends behind its header, without the chunk "data" that holds the sound. Copy or export it again.',
  chunk_too_long: ({ chunk }) =>
    `This file is cut off or damaged: ${placeOf(chunk)} goes beyond its end. ${again}`,
  chunk_misplaced: ({ chunk, at }) =>
    `This wav file is damaged: after ${placeOf(chunk)} no chunk begins where that size ends, at byte ${at}. ${again}`,
  chunk_unpadded: ({ chunk, next, at }) =>
    `This wav file is not written as the format asks: ${placeOf(chunk)} has an odd size and must be followed by a byte of ` +
    `padding, but "${next}" follows at once, at byte ${at}. Readers look one byte too far and find no sound. Save it ` +
    'again with another program, or without its title and other notes.',
  header_damaged: ({ channels, sampleRate }) =>
    `The header says ${channels} channels at ${sampleRate} Hz: it is damaged.`,
  ends_early: (_fault, { takePartly }) =>
    'This recording is cut off or damaged: it ends before what it announces. Copy or export it again, completely, or ' +
    `${takePartly}.`,
  cut_off: ({ seconds, expectedSeconds }, say) => {
    const expected = expectedSeconds === null ? '' : ` of ${expectedSeconds}`;
    return `The recording is cut off: ${seconds}${expected} seconds can be played. ${orPartial(say)}`;
  },
  partly_damaged: ({ missingSeconds }, say) =>
    `The recording is damaged: ${missingSeconds} seconds of it could not be decoded. ${orPartial(say)}`,
});

export const decoderSentence = sentencesByProblem<Of<'media_decoder_missing'>>({
  needs_ffmpeg: ({ format, headerless }) =>
    `${headerless === null ? '' : `${looksLike(format)} `}No decoder for ${format} is built in. ${installFfmpeg} and ` +
    'import the file again, or convert it to wav first.',
  unknown_to_ffmpeg: ({ format, headerless }) =>
    headerless === null
      ? `This is ${format}. No decoder for it is built in, and FFmpeg does not read it. Convert it to wav first.`
      : `${looksLike(format)} No decoder for it is built in, and FFmpeg does not read such files. Convert it to wav with ` +
        `what made it, such as Asterisk: asterisk -rx "file convert IN.${headerless} OUT.wav".`,
});

export const formatSentence = sentencesByProblem<Of<'media_format_unclear'>>({
  unnamed: (_fault, { format }) =>
    'This looks like sound without a header (by its name), which does not say how it is stored. Import it with ' +
    `${format} and one of: ${formatNames.join(', ')}.`,
  no_frames: ({ told }) => `By its content this file is not ${told}: no frames follow each other.`,
  is_another: ({ told, format }, { withoutFormat }) =>
    `By its content this file is ${format}, not ${told}. ${withoutFormat}`,
  is_no_gsm: ({ basis, frameBytes }, { format, formatSays }) =>
    `This looks like a headerless GSM 06.10 stream (${basis === 'name' ? 'by its name' : formatSays}), but its ` +
    `frames of ${frameBytes} bytes do not begin as GSM frames do. It is damaged, or in another format: name that with ` +
    `${format}.`,
});

function looksLike(format: string): string {
  return `This looks like a headerless ${format} stream (by its name).`;
}

function placeOf({ name, bytes, start }: ChunkPlace): string {
  return `its chunk "${name}" of ${bytes} bytes at byte ${start}`;
}
