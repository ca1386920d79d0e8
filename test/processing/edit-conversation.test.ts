import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addUser } from '../../src/domain/accounts/people-changes.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { listAudit } from '../../src/domain/audit/read-audit.ts';
import { findCorrections } from '../../src/domain/conversations/corrections.ts';
import {
  type ListedParticipant,
  listedParticipants,
  speakerIdOf,
} from '../../src/domain/conversations/participants.ts';
import { findConversation } from '../../src/domain/conversations/store.ts';
import { createThreadedAnalyser } from '../../src/engines/analysis/threaded-analyser.ts';
import { readEvents } from '../../src/events/event-log.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import {
  addParticipant,
  changeParticipant,
  removeParticipant,
} from '../../src/processing/edit-participants.ts';
import { assignSentences, editSentence } from '../../src/processing/edit-sentences.ts';
import {
  mergeSpeakers,
  type Person,
  renameSpeaker,
  tieSpeaker,
  untieSpeaker,
} from '../../src/processing/edit-speakers.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { jobRows } from '../jobs/job-rows.ts';
import { acceptOne, readWholeOf, startPipeline, untilStatusOf } from './pipeline-rig.ts';

/** A conversation is edited: what was said, by whom, and who took part. */
let installation: Installation;
const analyser = createThreadedAnalyser();
let worker: ReturnType<typeof startPipeline> | null = null;
let userId: string;
beforeAll(async () => {
  installation = await createInstallation();
  const person = { name: 'Nils Berg', email: 'nils@northwind.test' };
  const doing = { by: operator, now: new Date() };
  await addUser(installation.pool, installation.accountId, person, doing);
  const [row] = await installation.database.query<{ id: string }>('select id from app_user');
  userId = row?.id ?? '';
});
afterEach(async () => {
  await worker?.drain(5_000);
  worker = null;
});
afterAll(async () => {
  await analyser.close();
  await installation.close();
});

const sentences = ['Jane', 'Erik', 'Jane', 'Speaker 3'].map((speaker_name, n) => ({
  speaker_name,
  start: n * 2,
  end: n * 2 + 1,
  text: `I will send the price list number ${n} to you on Friday.`,
}));
const by = { kind: 'user', id: randomUUID() } as const;
const making = () => ({ presentCard, now: new Date(), by });
const keyOf = (id: string, revision: number | null = null) => ({
  accountId: installation.accountId,
  id,
  revision,
});
const speaker = (id: string, name: string): string => speakerIdOf(id, name);

/** A completed conversation; its analysis is not made anew until a worker is started. */
async function completed(): Promise<string> {
  worker = startPipeline(installation, analyser);
  const transcript = { sentences, uncertain_speakers: ['Speaker 3'] };
  const participants = [
    { name: 'Jane', email: 'jane@acme.test', role: 'customer' },
    { name: 'Erik', email: null, role: null },
    { name: 'Speaker 3', email: null, role: null },
    { name: 'Ola', email: 'ola@acme.test', role: null },
  ];
  const id = await acceptOne(installation, { transcript, participants });
  await untilStatusOf(installation, id, 'completed');
  await worker.drain(5_000);
  return id;
}

const wordsOf = async (id: string) => JSON.parse((await readWholeOf(installation, id)).transcriptJson);
const namesOf = async (id: string): Promise<string[]> =>
  (await wordsOf(id)).sentences.map(({ speaker_name }: { speaker_name: string }) => speaker_name);
async function peopleOf(id: string): Promise<ListedParticipant[]> {
  const row = await findConversation(installation.pool, installation.accountId, id);
  return listedParticipants(id, row?.participants ?? []);
}
const people = async (id: string): Promise<string[]> =>
  (await peopleOf(id)).map(({ name, email, phone }) => [name, email, phone].filter(Boolean).join(' '));
async function personOf(id: string, name: string): Promise<ListedParticipant> {
  const person = (await peopleOf(id)).find((one) => one.name === name);
  if (!person) throw new Error(`${name} is not listed`);
  return person;
}
async function told(id: string): Promise<{ audit: string[]; events: string[]; jobs: number }> {
  const filter = { before: null, action: null, subjectId: id, limit: 100 };
  const entries = await listAudit(installation.pool, installation.accountId, filter);
  const found = await readEvents(installation.pool, installation.accountId, 0, 1_000);
  const events = found.kind === 'events' ? found.events : [];
  return {
    audit: entries.map(({ entry }) => entry.action.replace('conversation.', '')).toReversed(),
    events: events.flatMap(({ subjectId, type }) => (subjectId === id ? [type] : [])).slice(2),
    jobs: (await jobRows(installation, id)).length,
  };
}

test('an edited sentence keeps its place, and all that are told of it are told once', async () => {
  const id = await completed();
  const edit = (text: string, revision: number) =>
    editSentence(installation.pool, { ...keyOf(id), revision }, { sentence: 1, text }, making());
  expect(await edit('We say no.', 1)).toMatchObject({ kind: 'edited', revision: 2 });
  expect((await wordsOf(id)).sentences).toEqual(
    sentences.map((one, at) => (at === 1 ? { ...one, text: 'We say no.' } : one)),
  );
  expect(await told(id)).toEqual({
    audit: ['sentence_edited'],
    events: ['conversation.changed'],
    jobs: 1,
  });
  expect(await edit('We say no.', 2)).toMatchObject({ kind: 'edited', revision: 2 });
  expect(await edit('We say yes.', 2)).toMatchObject({ kind: 'edited', revision: 3 });
  expect((await told(id)).jobs).toBe(1);
  const before = sentences[1]?.text ?? '';
  const corrections = () => findCorrections(installation.pool, installation.accountId, id);
  expect(await corrections()).toEqual([{ sentence: 1, original: before }]);
  expect(await edit(before, 3)).toMatchObject({ kind: 'edited', revision: 4 });
  expect(await corrections()).toEqual([]);
});

test('of two who edit at once the second is told, and nothing is overwritten', async () => {
  const id = await completed();
  const edits = ['One.', 'Two.', 'Three.'].map((text, sentence) =>
    editSentence(installation.pool, { ...keyOf(id), revision: 1 }, { sentence, text }, making()),
  );
  const outcomes = await Promise.all(edits);
  expect(outcomes.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
    { kind: 'conflict', revision: 2 },
    { kind: 'conflict', revision: 2 },
    { kind: 'edited', revision: 2 },
  ]);
  const changed = (await wordsOf(id)).sentences.filter(({ text }: { text: string }) => text.length < 8);
  expect(changed).toHaveLength(1);
});

test('a correction survives the analysis that follows it, which knows the new words', async () => {
  const id = await completed();
  const text = 'Could you tell me whether the warehouse is open on Sunday?';
  await editSentence(installation.pool, { ...keyOf(id), revision: 1 }, { sentence: 3, text }, making());
  await installation.database.query('update job set due_at = now()');
  worker = startPipeline(installation, analyser);
  await expect.poll(async () => (await readWholeOf(installation, id)).insightsJson).toContain('warehouse');
  expect((await wordsOf(id)).sentences[3]).toMatchObject({ text, start: 6, end: 7 });
  expect((await told(id)).events).toEqual(['conversation.changed', 'conversation.changed']);
});

test('what is not there, or not ready, is not edited', async () => {
  const id = await completed();
  const edit = (sentence: number, of = id) =>
    editSentence(installation.pool, { ...keyOf(of), revision: 1 }, { sentence, text: 'No.' }, making());
  expect(await edit(4)).toEqual({ kind: 'unknown_sentence' });
  expect(await edit(0, randomUUID())).toEqual({ kind: 'not_found' });
  await installation.database.query(`update conversation set status = 'processing' where id = $1`, [id]);
  expect(await edit(0)).toEqual({ kind: 'not_completed' });
  expect(await told(id)).toEqual({ audit: [], events: [], jobs: 0 });
});

test('sentences go to a new speaker and back, and the people are as before', async () => {
  const id = await completed();
  const before = await people(id);
  const assign = (revision: number, to: { name: string } | { speakerId: string }, first = 0, last = 0) =>
    assignSentences(
      installation.pool,
      { ...keyOf(id), revision },
      { ranges: [{ first, last }], to },
      making(),
    );
  expect(await assign(1, { name: 'Nils Berg' })).toMatchObject({ kind: 'edited', revision: 2 });
  expect(await namesOf(id)).toEqual(['Nils Berg', 'Erik', 'Jane', 'Speaker 3']);
  expect(await people(id)).toEqual([...before, 'Nils Berg nils@northwind.test']);
  expect(await assign(2, { speakerId: speaker(id, 'Jane') })).toMatchObject({ kind: 'edited', revision: 3 });
  expect(await namesOf(id)).toEqual(['Jane', 'Erik', 'Jane', 'Speaker 3']);
  expect(await assign(3, { speakerId: speaker(id, 'Jane') }, 1, 3)).toMatchObject({ kind: 'edited' });
  expect(await people(id)).toEqual([
    'Jane jane@acme.test',
    'Ola ola@acme.test',
    'Nils Berg nils@northwind.test',
  ]);
  expect(await assign(4, { speakerId: speaker(id, 'Erik') })).toEqual({ kind: 'unknown_speaker' });
  expect(await assign(4, { name: 'X' }, 2, 4)).toEqual({ kind: 'unknown_sentence' });
});

test('a speaker is renamed everywhere, and never to what another is called', async () => {
  const id = await completed();
  const rename = (from: string, name: string) =>
    renameSpeaker(installation.pool, keyOf(id), { speakerId: speaker(id, from), name }, making());
  expect(await rename('Speaker 3', 'Jane')).toEqual({ kind: 'name_taken', name: 'Jane' });
  expect(await rename('Jane', 'Ola')).toEqual({ kind: 'name_taken', name: 'Ola' });
  expect(await rename('Nobody', 'Ola')).toEqual({ kind: 'unknown_speaker' });
  expect(await rename('Speaker 3', 'Ola')).toMatchObject({ kind: 'edited', revision: 2 });
  expect(await rename('Erik', 'Erik Lund')).toMatchObject({ kind: 'edited', revision: 3 });
  expect(await namesOf(id)).toEqual(['Jane', 'Erik Lund', 'Jane', 'Ola']);
  expect(await people(id)).toEqual(['Jane jane@acme.test', 'Erik Lund', 'Ola ola@acme.test']);
  expect(await wordsOf(id)).not.toHaveProperty('uncertain_speakers');
  const { card } = await readWholeOf(installation, id);
  expect(JSON.parse(card).participants).toContainEqual({ name: 'Erik Lund', email: null, role: null });
});

test('merged speakers are one, and the ranges that are told give each back what was said', async () => {
  const id = await completed();
  const wish = { from: [speaker(id, 'Erik'), speaker(id, 'Speaker 3')], into: speaker(id, 'Jane') };
  const { outcome, moved } = await mergeSpeakers(
    installation.pool,
    { ...keyOf(id), revision: 1 },
    wish,
    making(),
  );
  expect(outcome).toMatchObject({ kind: 'edited', revision: 2 });
  expect(await namesOf(id)).toEqual(Array(4).fill('Jane'));
  expect(await people(id)).toEqual(['Jane jane@acme.test', 'Ola ola@acme.test']);
  for (const [i, { name, ranges }] of moved.entries()) {
    const key = { ...keyOf(id), revision: i + 2 };
    const back = assignSentences(installation.pool, key, { ranges, to: { name } }, making());
    expect(await back).toMatchObject({ kind: 'edited', revision: i + 3 });
  }
  expect(await namesOf(id)).toEqual(['Jane', 'Erik', 'Jane', 'Speaker 3']);
});

test('one who is listed with another address stays listed when the speakers are merged', async () => {
  const id = await completed();
  const erik = await personOf(id, 'Erik');
  const fields = { email: 'erik@other.test', phone: '+46 8 123' };
  await changeParticipant(installation.pool, keyOf(id), { id: erik.id, fields }, making());
  const wish = { from: [speaker(id, 'Erik')], into: speaker(id, 'Jane') };
  await mergeSpeakers(installation.pool, { ...keyOf(id), revision: 1 }, wish, making());
  expect(await people(id)).toContain('Erik erik@other.test +46 8 123');
});

test('a speaker is tied to a user, a participant or a new person, and untied', async () => {
  const id = await completed();
  const tie = (from: string, person: Person) =>
    tieSpeaker(installation.pool, keyOf(id), { speakerId: speaker(id, from), person }, making());
  expect(await tie('Speaker 3', { userId })).toMatchObject({ kind: 'edited', revision: 2 });
  expect(await personOf(id, 'Nils Berg')).toMatchObject({ email: 'nils@northwind.test', role: 'internal' });
  expect(await people(id)).toHaveLength(4);
  const untie = untieSpeaker(installation.pool, keyOf(id), speaker(id, 'Nils Berg'), making());
  expect(await untie).toMatchObject({ kind: 'edited', revision: 3 });
  expect(await namesOf(id)).toEqual(['Jane', 'Erik', 'Jane', 'Speaker 1']);
  const { id: participantId } = await personOf(id, 'Nils Berg');
  expect(await tie('Speaker 1', { participantId })).toMatchObject({ kind: 'edited', revision: 4 });
  expect(await people(id)).toHaveLength(4);
  const erik = { name: 'Erik Ek', email: 'erik@acme.test', phone: '+46 70 1' };
  expect(await tie('Erik', erik)).toMatchObject({ kind: 'edited', revision: 5 });
  expect(await people(id)).toContain('Erik Ek erik@acme.test +46 70 1');
  expect(await namesOf(id)).toEqual(['Jane', 'Erik Ek', 'Jane', 'Nils Berg']);
  expect(await tie('Erik Ek', { participantId: (await personOf(id, 'Jane')).id })).toEqual({
    kind: 'name_taken',
    name: 'Jane',
  });
  expect(await tie('Erik Ek', { userId: randomUUID() })).toEqual({ kind: 'unknown_person' });
  expect((await told(id)).audit).toEqual(['speaker_tied', 'speaker_untied', 'speaker_tied', 'speaker_tied']);
});

test('participants are added, changed with the speaker of their name, and removed', async () => {
  const id = await completed();
  const key = keyOf(id);
  const eve = { name: 'Eve', email: 'eve@acme.test', role: null, phone: '+1 555' };
  const added = await addParticipant(installation.pool, key, eve, making());
  expect(added.outcome).toMatchObject({ kind: 'edited', revision: 1 });
  expect(await personOf(id, 'Eve')).toEqual({ id: added.id, ...eve });
  const change = async (name: string, fields: Partial<ListedParticipant>) =>
    changeParticipant(installation.pool, key, { id: (await personOf(id, name)).id, fields }, making());
  expect(await change('Jane', { name: 'Jane Doe', phone: '+44' })).toMatchObject({
    kind: 'edited',
    revision: 2,
  });
  expect(await namesOf(id)).toEqual(['Jane Doe', 'Erik', 'Jane Doe', 'Speaker 3']);
  expect(await change('Jane Doe', { name: 'Erik' })).toEqual({ kind: 'name_taken', name: 'Erik' });
  expect(await change('Eve', { email: 'JANE@acme.test' })).toEqual({ kind: 'email_taken', name: 'Eve' });
  expect(await change('Eve', { name: null, email: null })).toEqual({ kind: 'nobody_named' });
  expect(await removeParticipant(installation.pool, key, added.id, making())).toMatchObject({
    kind: 'edited',
  });
  expect(await removeParticipant(installation.pool, key, added.id, making())).toEqual({
    kind: 'unknown_participant',
  });
  expect(await people(id)).toEqual(['Jane Doe jane@acme.test +44', 'Erik', 'Speaker 3', 'Ola ola@acme.test']);
  const { card } = await readWholeOf(installation, id);
  expect(card).not.toContain('+44');
});
