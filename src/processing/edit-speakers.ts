import { randomUUID } from 'node:crypto';
import type { Db, Pool } from '../db/pool.ts';
import { listUsers, type User } from '../domain/accounts/people.ts';
import { type ListedParticipant, speakerIdOf } from '../domain/conversations/participants.ts';
import { rangesOf, type SentenceRange } from '../domain/transcripts/edit-transcript.ts';
import { type StoredTranscript, transcriptSpeakers } from '../domain/transcripts/stored-transcript.ts';
import { type EditKey, type EditMaking, type EditOutcome, editWords } from './edit-conversation.ts';
import { knownParticipant } from './participants.ts';
import { renamedTranscript } from './rename-speakers.ts';
import { absorbParticipant, isNameAlone, listSpeakers } from './speaking-participants.ts';

type SpeakerRefusal = { kind: 'not_completed' | 'unknown_speaker' } | { kind: 'name_taken'; name: string };

/** A speaker's new name, in sentences and among the participants. Another speaker's is refused: that would be a merge. */
export async function renameSpeaker(
  pool: Pool,
  key: EditKey,
  { speakerId, name }: { speakerId: string; name: string },
  making: EditMaking,
): Promise<EditOutcome<SpeakerRefusal>> {
  const users = await listUsers(pool, key.accountId);
  return editWords<SpeakerRefusal>(pool, key, making, ({ transcript, participants }) => {
    const from = speakerOf(key.id, transcript, speakerId);
    if (from === undefined) return { refusal: { kind: 'unknown_speaker' } };
    if (from === name) return { edit: null, speaker: name };
    const before = transcriptSpeakers(transcript);
    const people = absorbParticipant(participants, from, name);
    // One who is listed under the old name still has another address than the one of the new name.
    const isOther = people.some((one) => one.name === from);
    if (isOther || before.includes(name)) return { refusal: { kind: 'name_taken', name } };
    const renamed = renamedTranscript(transcript, [{ from, name, email: null }]);
    return {
      edit: {
        transcript: renamed,
        participants: listSpeakers(people, { before, after: transcriptSpeakers(renamed) }, users).map(
          (one) => (one.name === name ? { ...one, ...knownParticipant(one, users) } : one),
        ),
        action: 'conversation.speakers_renamed',
      },
      speaker: name,
    };
  });
}

/** The sentences that went to another speaker by a merge: given back they undo it. */
export interface Moved {
  name: string;
  ranges: SentenceRange[];
}

/** Several speakers who are one person. `moved` tells what each of the others said. */
export async function mergeSpeakers(
  pool: Pool,
  key: EditKey & { revision: number },
  { from, into }: { from: readonly string[]; into: string },
  making: EditMaking,
): Promise<{ outcome: EditOutcome<SpeakerRefusal>; moved: Moved[] }> {
  const users = await listUsers(pool, key.accountId);
  const moved: Moved[] = [];
  const outcome = await editWords<SpeakerRefusal>(pool, key, making, ({ transcript, participants }) => {
    const target = speakerOf(key.id, transcript, into);
    const sources = from.map((speakerId) => speakerOf(key.id, transcript, speakerId));
    if (target === undefined || sources.includes(undefined)) return { refusal: { kind: 'unknown_speaker' } };
    const others = [...new Set(sources)].filter((name) => name !== undefined && name !== target);
    const names = others.flatMap((name) => name ?? []);
    if (names.length === 0) return { edit: null };
    moved.push(...names.map((name) => ({ name, ranges: rangesOf(transcript, name) })));
    const before = transcriptSpeakers(transcript);
    const merged = renamedTranscript(
      transcript,
      names.map((name) => ({ from: name, name: target, email: null })),
    );
    const absorbed = names.reduce((people, name) => absorbParticipant(people, name, target), participants);
    return {
      edit: {
        transcript: merged,
        participants: listSpeakers(absorbed, { before, after: transcriptSpeakers(merged) }, users),
        action: 'conversation.speakers_merged',
        details: { speakers: names.length + 1 },
      },
    };
  });
  return { outcome, moved };
}

/** A speaker is a user of the account, somebody listed, or a person who is not listed yet. */
export type Person =
  | { userId: string }
  | { participantId: string }
  | { name: string; email: string | null; phone: string | null };

export type TieRefusal = SpeakerRefusal | { kind: 'unknown_person' | 'nameless_person' };

/** Says who a speaker is. The speaker has that person's name from then on, everywhere. */
export async function tieSpeaker(
  pool: Pool,
  key: EditKey,
  { speakerId, person }: { speakerId: string; person: Person },
  making: EditMaking,
): Promise<EditOutcome<TieRefusal>> {
  return editWords<TieRefusal>(pool, key, making, async ({ transcript, participants, tx }) => {
    const from = speakerOf(key.id, transcript, speakerId);
    if (from === undefined) return { refusal: { kind: 'unknown_speaker' } };
    const told = await toldPerson(tx, key.accountId, person, participants);
    if ('kind' in told) return { refusal: told };
    const { name } = told;
    const listed = participants.find(({ id }) => id === told.id);
    const isOwn = (one: ListedParticipant): boolean => one.name === from && isNameAlone(one);
    const isOther = (one: ListedParticipant): boolean => one.name === name && one !== listed && !isOwn(one);
    // The person may speak under another name already: the two are to be merged then.
    const others = transcriptSpeakers(transcript).filter((speaker) => speaker !== from);
    const taken = others.find((speaker) => speaker === name || speaker === listed?.name);
    if (taken !== undefined || participants.some(isOther))
      return { refusal: { kind: 'name_taken', name: taken ?? name } };
    const replaced = listed ?? participants.find(isOwn);
    const people = participants.flatMap((one) => (one === replaced ? [told] : isOwn(one) ? [] : [one]));
    return {
      edit: {
        // Named by a person, the speaker is uncertain no longer, whether the name is new or not.
        transcript: renamedTranscript(transcript, [{ from, name, email: null }]),
        participants: replaced ? people : [...people, told],
        action: 'conversation.speaker_tied',
      },
      speaker: name,
    };
  });
}

/** Takes the name from a speaker who is somebody else: the person stays listed, the speaker has a number again. */
export async function untieSpeaker(
  pool: Pool,
  key: EditKey,
  speakerId: string,
  making: EditMaking,
): Promise<EditOutcome<SpeakerRefusal>> {
  return editWords<SpeakerRefusal>(pool, key, making, ({ transcript, participants }) => {
    const from = speakerOf(key.id, transcript, speakerId);
    if (from === undefined) return { refusal: { kind: 'unknown_speaker' } };
    const name = freeLabel(transcript, participants);
    const label: ListedParticipant = { id: randomUUID(), name, email: null, role: null, phone: null };
    return {
      edit: {
        transcript: renamedTranscript(transcript, [{ from, name, email: null }]),
        participants: [...participants, label],
        action: 'conversation.speaker_untied',
      },
      speaker: name,
    };
  });
}

async function toldPerson(
  tx: Db,
  accountId: string,
  person: Person,
  participants: readonly ListedParticipant[],
): Promise<(ListedParticipant & { name: string }) | { kind: 'unknown_person' | 'nameless_person' }> {
  if ('participantId' in person) {
    const listed = participants.find(({ id }) => id === person.participantId);
    if (!listed) return { kind: 'unknown_person' };
    return listed.name === null ? { kind: 'nameless_person' } : { ...listed, name: listed.name };
  }
  if (!('userId' in person)) {
    const { name, email, phone } = person;
    const known = entryOf(participants, name, email);
    const { id, role, ...before } = known ?? nobodyYet();
    return { id, name, email: email ?? before.email, role, phone: phone ?? before.phone };
  }
  const user = (await listUsers(tx, accountId)).find(({ id, active }) => active && id === person.userId);
  return user ? userAsParticipant(user, participants) : { kind: 'unknown_person' };
}

function userAsParticipant(
  { name, email }: User,
  participants: readonly ListedParticipant[],
): ListedParticipant & { name: string } {
  const { id, role, phone } = entryOf(participants, name, email) ?? nobodyYet();
  return { id, name, email, role: role ?? 'internal', phone };
}

/** The entry that has the address, else one that has the name and no other address. */
function entryOf(
  participants: readonly ListedParticipant[],
  name: string,
  email: string | null,
): ListedParticipant | undefined {
  return (
    participants.find((one) => one.email !== null && isSameAddress(one.email, email)) ??
    participants.find((one) => one.name === name && (one.email === null || email === null))
  );
}

const nobodyYet = (): ListedParticipant => ({
  id: randomUUID(),
  name: null,
  email: null,
  role: null,
  phone: null,
});

function isSameAddress(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}

function speakerOf(conversationId: string, transcript: StoredTranscript, id: string): string | undefined {
  return transcriptSpeakers(transcript).find((name) => speakerIdOf(conversationId, name) === id);
}

function isTaken(
  name: string,
  transcript: StoredTranscript,
  participants: readonly ListedParticipant[],
): boolean {
  return transcriptSpeakers(transcript).includes(name) || participants.some((one) => one.name === name);
}

function freeLabel(transcript: StoredTranscript, participants: readonly ListedParticipant[]): string {
  let number = 1;
  while (isTaken(`Speaker ${number}`, transcript, participants)) number += 1;
  return `Speaker ${number}`;
}
