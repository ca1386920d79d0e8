import { isObject } from './json-content.ts';

const unknownSpeaker =
  /^(?:unknown(?:[ _-]?speaker)?|speaker[ _-]?unknown|unidentified(?: speaker)?|n\/a|none|null|undefined|\?+|-+)$/iu;

/** Where files keep the name in an object that stands for a person. */
const nameKeys = 'name display_name displayName real_name realName full_name fullName nickname label'.split(
  ' ',
);
const laterNameKeys = 'username user_name userName email emailAddress mailto tel id user_id userId'.split(
  ' ',
);

/**
 * Takes what a file says of a speaker; gives the name that is stored, or null where nobody is named. Names and labels stay as
 * they are written (`Mara Lind`, `A`, `spk_0`); a bare number is counted as the tool counts, `Speaker 0`.
 */
export function speakerName(value: unknown, levels = 2): string | null {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? `Speaker ${value}` : null;
  if (typeof value === 'string') return nameOfText(value.trim());
  if (!isObject(value) || levels === 0) return null;
  for (const key of nameKeys) {
    const name = speakerName(value[key], levels - 1);
    if (name !== null) return name;
  }
  if (isObject(value['user'])) return speakerName(value['user'], levels - 1);
  for (const key of laterNameKeys) {
    const name = speakerName(value[key], levels - 1);
    if (name !== null) return name;
  }
  return null;
}

function nameOfText(text: string): string | null {
  if (/^[+-]?\d+$/u.test(text)) return text.startsWith('-') ? null : `Speaker ${text}`;
  return text === '' || unknownSpeaker.test(text) ? null : text;
}

/** Where sound has several channels, a speaker's number counts within its channel. */
export function channelSpeaker(channel: unknown, speaker: unknown, channels: number): string | null {
  const name = speakerName(speaker);
  if (channels < 2) return name;
  const source = channelName(channel);
  return source === null || name === null ? (name ?? source) : `${source} ${name}`;
}

function channelName(channel: unknown): string | null {
  if (typeof channel === 'number')
    return Number.isInteger(channel) && channel >= 0 ? `Channel ${channel}` : null;
  if (typeof channel !== 'string' || channel.trim() === '') return null;
  return /^\d+$/u.test(channel.trim()) ? `Channel ${channel.trim()}` : channel.trim();
}

/** Names of people by the ids that a file gives them. A value that is no id names nobody. */
export class SpeakerNames {
  readonly #names = new Map<string, string>();

  add(id: unknown, name: string | null): void {
    const key = keyOf(id);
    if (key !== null && name !== null) this.#names.set(key, name);
  }

  of(id: unknown): string | null {
    const key = keyOf(id);
    return key === null ? null : (this.#names.get(key) ?? null);
  }
}

function keyOf(id: unknown): string | null {
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id !== '' ? id : null;
}
