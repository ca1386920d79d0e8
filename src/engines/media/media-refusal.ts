export type MediaRefusalCode =
  | 'not_media'
  | 'media_truncated'
  | 'media_decoder_missing'
  | 'media_no_audio'
  | 'media_empty'
  | 'media_format_unclear'
  | 'media_protected'
  | 'media_too_long'
  | 'media_stuck'
  | 'disk_full';

/** Why a file cannot become sound, with what to do about it in `message`. */
export type MediaRefusal = {
  kind: 'refused';
  code: MediaRefusalCode;
  message: string;
};

const defaultMessages: Record<MediaRefusalCode, string> = {
  not_media:
    'This file is not a recording: no audio or video format was found in its content. Choose a wav, mp3, m4a, mp4, mov, webm, ogg, opus or flac file; sound without a header is taken with --format.',
  media_truncated:
    'This recording is cut off or damaged and what is there cannot be played. Copy or export it again, completely.',
  media_decoder_missing:
    'This recording uses a format that is not built in. Install FFmpeg (apt-get install ffmpeg, or brew install ffmpeg) and import it again, or convert it to wav first.',
  media_no_audio: 'This file has no sound track. Export it again with sound.',
  media_empty: 'This recording is empty: it holds no sound. Check that it was saved completely.',
  media_format_unclear: 'This sound has no header that says how it is stored. Name its format with --format.',
  media_protected:
    'This recording is encrypted (DRM) and can only be played by the programs that its seller allows. Import an unprotected copy.',
  media_too_long: 'This recording is too long. Cut it into shorter parts and import each.',
  media_stuck:
    'The decoder made no headway on this recording and was ended. Convert it to wav or mp3 and import that.',
  disk_full: 'The disk is full. Free some space; see: bin/meetric doctor',
};

/** A refusal with the standard hint of its code, or with a message of its own. */
export function refuseMedia(code: MediaRefusalCode, message?: string): MediaRefusal {
  return { kind: 'refused', code, message: message ?? defaultMessages[code] };
}

/** The refusal for a known format that only a system FFmpeg reads. */
export function refuseForeignFormat(formatName: string): MediaRefusal {
  return refuseMedia(
    'media_decoder_missing',
    `No decoder for ${formatName} is built in. Install FFmpeg (apt-get install ffmpeg, or brew install ffmpeg) and import the file again, or convert it to wav first.`,
  );
}

/** Whether a write failed because the disk, or the user's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
