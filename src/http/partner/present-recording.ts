import type { components } from '../../../contract/partner.types.ts';
import { type JsonMembers, jsonText } from '../../base/json-text.ts';
import { type SignedLink, signLink } from '../../domain/recordings/signed-link.ts';
import { mayHaveRecordings } from '../../domain/tokens/token.ts';
import type { AnyCall } from './handler.ts';

const halfHourMs = 1_800_000;

/** A conversation's further member for tokens that may have recordings. */
export type RecordingMember = Pick<components['schemas']['Conversation'], 'recording_url'>;

/** A link that is signed at `signedAt`, or null where there is no recording. */
export function recordingMember(
  call: AnyCall,
  recordingId: string | null,
  signedAt: Date,
): JsonMembers<RecordingMember> {
  if (!mayHaveRecordings(call.caller.token)) return {};
  return { recording_url: jsonText(recordingId && recordingLink(call, recordingId, signedAt).url) };
}

export function recordingLink({ context, caller }: AnyCall, recordingId: string, signedAt: Date): SignedLink {
  const { accountId } = caller.token;
  return signLink(context.keys.link, context.publicUrl(), { accountId, recordingId }, signedAt);
}

/**
 * Stands in an ETag for links and cursors, which are signed anew for every answer. It changes every half hour: links that a
 * client keeps after a 304 are good for at least another one.
 */
export function linkVersion(now: Date): string {
  return String(Math.floor(now.getTime() / halfHourMs));
}
