import { type Db, execute, queryAll } from '../../db/pool.ts';
import { deletedWithConversation } from './cancel-deliveries.ts';
import { type DueDelivery, loggedMs } from './queries.ts';
import { testContent, testContentId } from './test-content.ts';

/** The parts of the bodies of one completion, the same for every attempt; those that are not wanted are null. */
export interface WebhookContent {
  /** JSON; null where all of it is more than was asked for. */
  conversation: string | null;
  /** As stored: packed-transcript.ts. */
  transcript: Buffer | null;
  transcriptBytes: number | null;
  insights: string | null;
  recordingId: string | null;
}

const select = {
  name: 'find-webhook-contents',
  text: `select account_id as "accountId", id, conversation, transcript, transcript_bytes as "transcriptBytes", insights,
      recording_id as "recordingId"
    from find_webhook_contents($1, $2, $3, $4, $5, $6)`,
};
const erase = {
  name: 'erase-webhook-contents',
  text: 'delete from webhook_content where account_id = $1 and conversation_id = $2',
};
/** Removed by one statement; a transcript may be large. */
const mostAtOnce = 100;

const purge = {
  name: 'purge-webhook-contents',
  text: `delete from webhook_content where (account_id, conversation_id, id) in (
      select account_id, conversation_id, id from webhook_content c
      where made_at < $1 and not exists (
        select from webhook_delivery d
        where d.account_id = c.account_id and d.conversation_id = c.conversation_id and d.content_id = c.id
          and (d.created_at >= $1 or d.status = 'pending' or d.last_error = '${deletedWithConversation}'))
      order by made_at limit $2 for update skip locked)`,
};

interface WantedContent {
  accountId: string;
  conversationId: string;
  id: string;
  withTranscript: boolean;
  withInsights: boolean;
}

/**
 * In the order of the deliveries, with what their tokens may have, one object for all that share it; null where there is
 * none. Without its bytes where they are more than `mostBytes`.
 */
export async function findWebhookContents(
  db: Db,
  deliveries: readonly DueDelivery[],
  mostBytes: number | null,
): Promise<(WebhookContent | null)[]> {
  const wanted = [...wantedContents(deliveries).values()];
  const byKey =
    wanted.length === 0 ? new Map<string, WebhookContent>() : await readContents(db, wanted, mostBytes);
  return deliveries.map((delivery) =>
    delivery.contentId === testContentId
      ? testContent(delivery)
      : (byKey.get(`${delivery.accountId} ${delivery.contentId}`) ?? null),
  );
}

async function readContents(
  db: Db,
  wanted: readonly WantedContent[],
  mostBytes: number | null,
): Promise<ReadonlyMap<string, WebhookContent>> {
  const rows = await queryAll<WebhookContent & { accountId: string; id: string }>(db, select, [
    wanted.map((content) => content.accountId),
    wanted.map((content) => content.conversationId),
    wanted.map((content) => content.id),
    wanted.map((content) => content.withTranscript),
    wanted.map((content) => content.withInsights),
    mostBytes,
  ]);
  return new Map(rows.map((row) => [`${row.accountId} ${row.id}`, row]));
}

function wantedContents(deliveries: readonly DueDelivery[]): Map<string, WantedContent> {
  const wanted = new Map<string, WantedContent>();
  for (const { accountId, conversationId, contentId: id, scopes } of deliveries) {
    if (id === null || id === testContentId) continue;
    const key = `${accountId} ${id}`;
    const content = wanted.get(key) ?? {
      accountId,
      conversationId,
      id,
      withTranscript: false,
      withInsights: false,
    };
    content.withTranscript ||= scopes.includes('transcripts');
    content.withInsights ||= scopes.includes('insights');
    wanted.set(key, content);
  }
  return wanted;
}

/** With the conversation; its deliveries stay, which hold nothing of it. */
export async function eraseContents(tx: Db, accountId: string, conversationId: string): Promise<void> {
  await execute(tx, erase, [accountId, conversationId]);
}

/**
 * Removes contents of which no delivery is in the log any more, and gives their number. Those of pending deliveries stay, and
 * those of a deleted conversation, which can be brought back.
 */
export async function purgeContents(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - loggedMs);
  let removed = 0;
  for (;;) {
    const count = await execute(db, purge, [before, mostAtOnce]);
    removed += count;
    if (count < mostAtOnce) return removed;
  }
}
