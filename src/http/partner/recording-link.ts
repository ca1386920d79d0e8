import { type SignedLink, signLink } from '../../domain/recordings/signed-link.ts';
import { mayHaveRecordings, type Token } from '../../domain/tokens/token.ts';
import type { Context } from '../context.ts';

/** The card's further member where the token may have recordings: a link, or null where there is none. */
export function recordingMember(
  context: Context,
  token: Token,
  recordingId: string | null,
  now: Date,
): Record<string, string> {
  if (!mayHaveRecordings(token)) return {};
  const link = recordingId === null ? null : recordingLink(context, token.accountId, recordingId, now).url;
  return { recording_url: JSON.stringify(link) };
}

export function recordingLink(
  context: Context,
  accountId: string,
  recordingId: string,
  now: Date,
): SignedLink {
  return signLink(context.keys.link, context.publicUrl(), { accountId, recordingId }, now);
}
