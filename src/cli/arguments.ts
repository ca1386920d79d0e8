import { InvalidArgumentError } from 'commander';
import { isLanguageTag } from '../base/language-tag.ts';
import type { Participant } from '../domain/conversations/conversation.ts';
import { isScope, type Scope, scopes } from '../domain/tokens/scopes.ts';
import { isWebhookEvent, type WebhookEvent, webhookEvents } from '../domain/webhooks/events.ts';
import type { SubscriptionForm } from '../domain/webhooks/queries.ts';
import type { SpeakerRename } from '../processing/rename-speakers.ts';

/** Readers of option values; each throws what commander shows beside the option's name. */

export function oneLine(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 200 || /\p{Cc}/u.test(trimmed)) {
    throw new InvalidArgumentError('It must be 1 to 200 characters without control characters.');
  }
  return trimmed;
}

export function emailAddress(text: string): string {
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(text) || text.length > 320)
    throw new InvalidArgumentError('It is no e-mail address.');
  return text;
}

const mostAddressCharacters = 2_048;
/** URL takes some that stand in no URI (RFC 3986). */
const notInUri = /[[\]|^`{}\\]|%(?![\da-f]{2})/iu;

export function webAddress(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || notInUri.test(url.pathname + url.search + url.hash))
    throw new InvalidArgumentError('It is no http or https URL.');
  if (url.href.length > mostAddressCharacters)
    throw new InvalidArgumentError(`It must have at most ${mostAddressCharacters} characters.`);
  return url.href;
}

export function onOrOff(text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new InvalidArgumentError('It must be on or off.');
  return text === 'on';
}

export function languageTag(text: string): string {
  if (!isLanguageTag(text)) throw new InvalidArgumentError('It is no language tag such as en or sv.');
  return text;
}

/** A whole number from 1 to `most`. */
export function countUpTo(most: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < 1 || Number(text) > most) {
      throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
    }
    return Number(text);
  };
}

export function scopeList(text: string): Scope[] {
  if (text === 'all') return [...scopes];
  const named = text.split(',').map((scope) => scope.trim());
  const known = named.filter(isScope);
  if (known.length !== named.length) {
    throw new InvalidArgumentError(`Scopes are all, or a list of: ${scopes.join(', ')}.`);
  }
  return scopes.filter((scope) => known.includes(scope));
}

export function eventList(text: string): WebhookEvent[] {
  const named = text.split(',').map((event) => event.trim());
  const known = named.filter(isWebhookEvent);
  if (known.length !== named.length)
    throw new InvalidArgumentError(`Events are a list of: ${webhookEvents.join(', ')}.`);
  return known;
}

export function subscriptionForm(text: string): SubscriptionForm {
  if (text === 'webhook' || text === 'slack' || text === 'teams' || text === 'mail') return text;
  throw new InvalidArgumentError('It must be webhook, slack, teams or mail.');
}

const unitMs: Record<string, number> = { d: 86_400_000, h: 3_600_000 };

/** Milliseconds; `never` is a word, since commander takes null for a missing value. */
export type LifetimeMs = number | 'never';

/** `90d`, `12h` or `never`. */
export function lifetimeMs(text: string): LifetimeMs {
  if (text === 'never') return text;
  const [, count, unit = ''] = /^([1-9]\d{0,4})([dh])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('It must be such as 90d or 12h, or never.');
  return Number(count) * (unitMs[unit] ?? 0);
}

/** "Jane Doe <jane@acme.test>:customer", address and role optional; several in a row or by repeating the option. */
export function participants(text: string, before: Participant[] = []): Participant[] {
  // A comma parts two people only where the next one has an address: "Doe, Jane" is a name.
  return [...before, ...text.split(/;|,(?=[^,;<]*<)/).map(onePerson)];
}

function onePerson(text: string): Participant {
  const [, name = '', email, role] =
    /^([^<>]*?)\s*(?:<([^<>]+)>)?\s*(?::\s*([^:<>]+))?$/.exec(text.trim()) ?? [];
  if (name === '' && email === undefined) {
    throw new InvalidArgumentError('It must be such as "Jane Doe <jane@acme.test>:customer".');
  }
  const address = email === undefined ? null : emailAddress(email);
  return { name: name || null, email: address, role: role ?? null };
}

/** "Speaker 1=Jane Doe <jane@acme.test>", the address optional; several by repeating the option. */
export function speakerRenames(text: string, before: SpeakerRename[] = []): SpeakerRename[] {
  const [, from = '', person = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  const [, name = '', email] = /^([^<>]+?)\s*(?:<([^<>]+)>)?$/.exec(person.trim()) ?? [];
  if (from.trim() === '' || name === '') {
    throw new InvalidArgumentError('It must be such as "Speaker 1=Jane Doe <jane@acme.test>".');
  }
  if (before.some((rename) => rename.from === from.trim()))
    throw new InvalidArgumentError(`"${from.trim()}" can be given one name only.`);
  const address = email === undefined ? null : emailAddress(email);
  return [...before, { from: from.trim(), name: oneLine(name), email: address }];
}
