import { inTransaction, type Pool } from '../db/pool.ts';
import { listUsers } from '../domain/accounts/people.ts';
import { type Actor, appendAudit } from '../domain/audit/audit-log.ts';
import type { CardMaking } from '../domain/conversations/card.ts';
import type { ConversationKey, Participant } from '../domain/conversations/conversation.ts';
import { packTranscript, unpackTranscriptJson } from '../domain/conversations/packed-transcript.ts';
import {
  findConversation,
  findTranscript,
  lockConversation,
  refreshCard,
  setParticipants,
  storeTranscript,
} from '../domain/conversations/store.ts';
import {
  isSentenceTranscript,
  type StoredTranscript,
  transcriptSpeakers,
} from '../domain/transcripts/stored-transcript.ts';
import { enqueue } from '../jobs/queue.ts';
import { announceChanges } from './announce.ts';

/** A speaker's label as it is, and who that really is. Two labels of one person become one. */
export interface SpeakerRename {
  from: string;
  name: string;
  email: string | null;
}

export type RenameResult =
  | { kind: 'renamed' }
  | { kind: 'not_found' }
  | { kind: 'not_completed' }
  | { kind: 'unknown_speaker'; name: string; known: string[] };

/** Renames and merges speakers, participants with them, and has the analysis made anew; all or nothing. */
export async function renameSpeakers(
  pool: Pool,
  key: ConversationKey,
  renames: readonly SpeakerRename[],
  making: CardMaking & { by: Actor },
): Promise<RenameResult> {
  const { accountId, id } = key;
  const users = await listUsers(pool, accountId);
  return inTransaction(pool, async (tx) => {
    // Of two renames at once the second must see what the first wrote.
    await lockConversation(tx, accountId, id);
    const conversation = await findConversation(tx, accountId, id);
    if (!conversation) return { kind: 'not_found' };
    const packed = await findTranscript(tx, accountId, id);
    if (conversation.status !== 'completed' || !packed) return { kind: 'not_completed' };
    const transcript: StoredTranscript = JSON.parse(unpackTranscriptJson(id, packed));
    const known = transcriptSpeakers(transcript);
    const stranger = renames.find(({ from }) => !known.includes(from));
    if (stranger) return { kind: 'unknown_speaker', name: stranger.from, known };
    await storeTranscript(tx, accountId, id, packTranscript(id, renamedTranscript(transcript, renames)));
    const internal = (name: string, email: string | null): boolean =>
      users.some(
        (user) => user.active && (email === null ? user.name === name : isSameAddress(user.email, email)),
      );
    await setParticipants(
      tx,
      accountId,
      id,
      renamedParticipants(conversation.participants, renames, internal),
    );
    await refreshCard(tx, accountId, id, making);
    await enqueue(tx, { accountId, kind: 'analyse', subjectId: id, payload: { again: 'true' } });
    await appendAudit(tx, accountId, {
      by: making.by,
      action: 'conversation.speakers_renamed',
      subjectId: id,
    });
    await announceChanges(tx, accountId, [id], making);
    return { kind: 'renamed' };
  });
}

/** The same transcript with the new names; who was named by a person is uncertain no longer. */
export function renamedTranscript(
  transcript: StoredTranscript,
  renames: readonly SpeakerRename[],
): StoredTranscript {
  const names = new Map(renames.map(({ from, name }) => [from, name]));
  const rename = <T extends { speaker_name?: string | null }>(item: T): T => {
    const name = names.get(item.speaker_name?.trim() ?? '');
    return name === undefined ? item : { ...item, speaker_name: name };
  };
  if (!isSentenceTranscript(transcript)) {
    return { ...transcript, messages: transcript.messages.map(rename) };
  }
  const { uncertain_speakers: uncertain, ...rest } = transcript;
  const left = Array.isArray(uncertain) ? uncertain.filter((name) => !names.has(String(name))) : [];
  return {
    ...rest,
    sentences: transcript.sentences.map(rename),
    ...(left.length > 0 ? { uncertain_speakers: left } : {}),
  };
}

/** Takes over the new names and addresses; whoever is then listed twice is listed once. */
export function renamedParticipants(
  participants: readonly Participant[],
  renames: readonly SpeakerRename[],
  isInternal: (name: string, email: string | null) => boolean,
): Participant[] {
  const result: Participant[] = [];
  const add = (participant: Participant): void => {
    const same = result.find(({ name }) => name === participant.name);
    if (!same) result.push({ ...participant });
    else {
      same.email ??= participant.email;
      same.role ??= participant.role;
    }
  };
  const toParticipant = ({ name, email }: SpeakerRename, before?: Participant): Participant => ({
    name,
    email: email ?? before?.email ?? null,
    role: isInternal(name, email) ? 'internal' : (before?.role ?? null),
  });
  for (const participant of participants) {
    const rename = renames.find(({ from }) => from === participant.name);
    add(rename ? toParticipant(rename, participant) : participant);
  }
  for (const rename of renames) add(toParticipant(rename));
  for (const { name, email } of renames) {
    const named = result.find((participant) => participant.name === name);
    if (named && email !== null) named.email = email;
  }
  return result;
}

function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
