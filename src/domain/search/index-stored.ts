import type { JsonText } from '../../base/json-text.ts';
import { type Db, execute, queryAll } from '../../db/pool.ts';
import type { Participant } from '../conversations/conversation.ts';
import { unpackTranscriptJson } from '../conversations/packed-transcript.ts';
import { type StoredTranscript, transcriptLines } from '../transcripts/stored-transcript.ts';
import { type SearchEntry, searchEntry } from './search-entry.ts';
import type { Stems } from './stemmers.ts';

// Deleted ones too: they may be brought back.
const selectStored = {
  name: 'select-conversations-to-index',
  text: `select c.id, c.title, c.company, c.participants, c.language, t.deflated, t.bytes, a.topics, a.insights
    from conversation c
    left join transcript t on t.account_id = c.account_id and t.conversation_id = c.id
    left join analysis a on a.account_id = c.account_id and a.conversation_id = c.id
    where c.account_id = $1 and c.id = any($2::uuid[])`,
};
const writeEntries = {
  name: 'index-conversations',
  text: `select index_conversations(array_fill($1::uuid, array[cardinality($2::uuid[])]), $2::uuid[], $3::tsvector[],
    $4::json[], $5::text[])`,
};
const selectIds = {
  name: 'select-ids-to-index',
  text: `select c.id, not exists (
        select from search_document d where d.account_id = c.account_id and d.conversation_id = c.id) as "isMissing"
    from conversation c where c.account_id = $1 and ($2::uuid is null or c.id > $2) order by c.id limit $3`,
};
const lockIds = {
  name: 'lock-conversations-to-index',
  text: 'select id from conversation where account_id = $1 and id = any($2::uuid[]) order by id for no key update',
};

interface StoredRow {
  id: string;
  title: string;
  company: string | null;
  participants: Participant[];
  language: string;
  deflated: Buffer | null;
  bytes: number | null;
  topics: JsonText<{ name: string }[]> | null;
  insights: JsonText<{ type: string }[]> | null;
}

/** Makes conversations found as they are stored now. The transaction holds them, and appends events only after it. */
export async function indexStored(
  tx: Db,
  stems: Stems,
  accountId: string,
  ids: readonly string[],
): Promise<void> {
  const rows = await queryAll<StoredRow>(tx, selectStored, [accountId, ids]);
  const entries: SearchEntry[] = [];
  for (const row of rows) entries.push(await storedEntry(tx, stems, row));
  await execute(tx, writeEntries, [
    accountId,
    rows.map(({ id }) => id),
    entries.map(({ vector }) => vector),
    entries.map(({ sentences }) => sentences),
    entries.map(({ stemmer }) => stemmer),
  ]);
}

function storedEntry(tx: Db, stems: Stems, row: StoredRow): Promise<SearchEntry> {
  const { id, language, deflated, bytes, topics, insights, ...conversation } = row;
  const transcript: StoredTranscript | null =
    deflated && bytes !== null ? JSON.parse(unpackTranscriptJson(id, { deflated, bytes })) : null;
  const topicRows: { name: string }[] = topics === null ? [] : JSON.parse(topics);
  const insightRows: { type: string }[] = insights === null ? [] : JSON.parse(insights);
  return searchEntry(tx, stems, {
    conversation,
    language,
    lines: transcript ? transcriptLines(transcript) : [],
    found: {
      topics: topicRows.map(({ name }) => name),
      insightTypes: insightRows.map(({ type }) => type),
    },
  });
}

/** The next of an account's conversations by id, and whether nothing is written yet by which they are found. */
export function nextToIndex(
  db: Db,
  accountId: string,
  after: string | null,
  limit: number,
): Promise<{ id: string; isMissing: boolean }[]> {
  return queryAll<{ id: string; isMissing: boolean }>(db, selectIds, [accountId, after, limit]);
}

/** Nobody changes them until the transaction ends. */
export async function lockToIndex(tx: Db, accountId: string, ids: readonly string[]): Promise<void> {
  await execute(tx, lockIds, [accountId, ids]);
}
