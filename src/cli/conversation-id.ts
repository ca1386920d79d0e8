import { findIdsByPrefix } from '../domain/conversations/operator-reads.ts';
import type { AccountSession } from './session.ts';

export type NamedConversation = { kind: 'found'; id: string } | { kind: 'fault'; message: string };

const wholeId = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i;
const leastDigits = 6;
const mostCandidates = 5;

/** Whether all digits of an id are there. */
export function isWholeId(text: string): boolean {
  return wholeId.test(text);
}

/** The account's one conversation whose id is this or begins so. */
export async function namedConversation(
  { database, account }: AccountSession,
  text: string,
): Promise<NamedConversation> {
  const digits = text.toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]{1,32}$/.test(digits)) return fault(`"${text}" is no id: hexadecimal digits and dashes.`);
  if (digits.length < leastDigits)
    return fault(`"${text}" is too short: give ${leastDigits} digits of the id, or more.`);
  const [id, ...others] = await findIdsByPrefix(database.pool, account.id, digits, mostCandidates + 1);
  if (id === undefined)
    return fault(`The account has no conversation ${text}; see: bin/meetric conversation list`);
  if (others.length === 0) return { kind: 'found', id };
  const candidates = [id, ...others].slice(0, mostCandidates);
  const more = others.length >= mostCandidates ? ' and more' : '';
  return fault(
    `"${text}" is the beginning of several ids: ${candidates.join(', ')}${more}. Give more digits.`,
  );
}

function fault(message: string): NamedConversation {
  return { kind: 'fault', message };
}
