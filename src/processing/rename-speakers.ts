import type { Pool } from '../db/pool.ts';
import { listUsers } from '../domain/accounts/people.ts';
import type { ConversationKey, Participant } from '../domain/conversations/conversation.ts';
import { listedParticipants } from '../domain/conversations/participants.ts';
import {
  isSentenceTranscript,
  type StoredTranscript,
  transcriptSpeakers,
} from '../domain/transcripts/stored-transcript.ts';
import { type EditMaking, type EditOutcome, editWords } from './edit-conversation.ts';

/** A speaker's label as it is, and who that really is. Two labels of one person become one. */
export interface SpeakerRename {
  from: string;
  name: string;
  email: string | null;
}

type RenameResult = EditOutcome<
  { kind: 'not_completed' } | { kind: 'unknown_speaker'; name: string; known: string[] }
>;

/** Renames and merges speakers, participants with them, and has the analysis made anew; all or nothing. */
export async function renameSpeakers(
  pool: Pool,
  key: ConversationKey,
  renames: readonly SpeakerRename[],
  making: EditMaking,
): Promise<RenameResult> {
  const users = await listUsers(pool, key.accountId);
  const internal = (name: string, email: string | null): boolean =>
    users.some(
      (user) => user.active && (email === null ? user.name === name : isSameAddress(user.email, email)),
    );
  return editWords<{ kind: 'unknown_speaker'; name: string; known: string[] }>(
    pool,
    { ...key, revision: null },
    making,
    ({ transcript, participants }) => {
      const known = transcriptSpeakers(transcript);
      const stranger = renames.find(({ from }) => !known.includes(from));
      if (stranger) return { refusal: { kind: 'unknown_speaker', name: stranger.from, known } };
      return {
        edit: {
          transcript: renamedTranscript(transcript, renames),
          participants: listedParticipants(key.id, renamedParticipants(participants, renames, internal)),
          action: 'conversation.speakers_renamed',
        },
      };
    },
  );
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
      if (participant.phone) same.phone ??= participant.phone;
    }
  };
  const toParticipant = ({ name, email }: SpeakerRename, before?: Participant): Participant => ({
    ...before,
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
