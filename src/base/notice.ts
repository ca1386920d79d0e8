/** Something that was mended, guessed or left out when a conversation was taken in, for those who rely on its words. */
export interface Notice {
  /** A key of `noticeMeanings`. */
  code: NoticeCode;
  /** How often it happened: cues, lines, packets, or what the code counts. */
  count: number;
  /** Where it happened first, such as `line 12`, `0:43` or `segments[4]`; null where it concerns the whole file. */
  firstPlace: string | null;
}

/** Every code and what it means to a person. */
export const noticeMeanings = {
  encoding_guessed: 'The text encoding was guessed: single bytes beyond ASCII were read as Windows-1252.',
  characters_lost: 'Bytes that are no text were replaced.',
  time_unit_guessed: 'The unit of the times was inferred from the file.',
  date_left_out: 'The date that the file gives lies in the future and was left out.',
  day_order_guessed: 'The file does not say whether dates have the day or the month first.',
  speakers_unknown: 'Lines have no speaker although others have one.',
  labels_used_once: 'A label before a colon stands only once and was taken as a speaker; it may be speech.',
  names_left_out: 'Names of speakers were too long and were left out.',
  details_cut: 'Facts that the file tells of its conversation did not fit; they were cut or left out.',
  speakers_carried_over: 'Lines without a speaker were given the speaker before, as asked for.',
  cues_mended: 'Cue times were damaged and were mended; the texts are whole.',
  cues_unreadable: 'Cues had no time that can be read; the texts are whole.',
  ends_estimated: 'The file does not say when sentences end; each ends at the next one, or after its words.',
  starts_estimated:
    'The file does not say when every sentence begins; missing starts were put between those it gives.',
  starts_from_clock: 'The file gives times of day; starts are counted from the first one.',
  starts_from_ends: 'The file says only when sentences end; each begins where the one before ends.',
  captions_joined: 'Captions that repeat what was shown before were joined.',
  sounds_left_out: 'Descriptions of sounds and pauses were left out.',
  stamps_left_out: 'Times written into the text were left out of it.',
  lines_left_out: 'Lines that are no speech were left out.',
  words_unlabelled: 'Cues are not in the form of the format; their text is kept without a speaker.',
  items_left_out: 'Entries without words were left out.',
  items_unreadable: 'Entries could not be read and were left out.',
  texts_left_out: 'Entries have a second text; the first was taken.',
  words_misfit:
    'Words and sentences of the file differ; only one of the two was taken, mostly the sentences.',
  media_part_lost: 'Parts of the recording are lost or damaged and are silent.',
  media_gap_silent: 'The recording has gaps, which are silent.',
  media_times_damaged: 'Times inside the recording are wrong; its sound was put one part after the other.',
  media_stream_left_out: 'Of several streams of sound side by side only the first was read.',
  media_track_left_out: 'A sound track was left out: its codec has no decoder here.',
  media_part_hidden: 'The file hides parts of the recording from players (edit list); they were left out.',
  media_end_missing: 'The recording has no proper end; all that is there was read.',
  media_short: 'Less sound was decoded than the container holds.',
  media_channel_inverted: 'Channels that cancel each other out were heard one by one.',
  media_format_assumed:
    'The recording has no header; what is in it was taken from its name or from the format that was told.',
  media_tracks_alike: 'Sound tracks that carry the same sound were heard once.',
  media_parts_joined: 'The recording consists of several parts, which were joined.',
} as const;

export type NoticeCode = keyof typeof noticeMeanings;

const placeMax = 200;

/** Keys of a file's JSON stand in places: they may be long, and hold what neither a database nor a terminal takes. */
function shownPlace(place: string | null): string | null {
  if (place === null) return null;
  const plain = place.replace(/\p{Cc}/gu, ' ').toWellFormed();
  return plain.length <= placeMax ? plain : `${plain.slice(0, placeMax - 1).replace(/\p{Cs}$/u, '')}…`;
}

/** Counts notices while a file is read; each code keeps the first place. */
export class NoticeTally {
  readonly #notices = new Map<NoticeCode, Notice>();

  add(code: NoticeCode, firstPlace: string | null, count = 1): void {
    const known = this.#notices.get(code);
    if (known) known.count += count;
    else if (count > 0) this.#notices.set(code, { code, count, firstPlace: shownPlace(firstPlace) });
  }

  addAll(notices: readonly Notice[]): void {
    for (const { code, firstPlace, count } of notices) this.add(code, firstPlace, count);
  }

  /** In order of first appearance. */
  list(): Notice[] {
    return [...this.#notices.values()];
  }
}
