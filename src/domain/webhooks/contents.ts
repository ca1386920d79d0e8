import { type Db, execute, queryAll } from '../../db/pool.ts';
import { type DeliveredConversation, deletedWithConversation } from './cancel-deliveries.ts';
import type { DueDelivery } from './queries.ts';

/** What the bodies of one completion are made of, the same for every attempt; parts that are not wanted are null. */
export interface WebhookContent {
  /** JSON; null where all of it is more than was asked for. */
  conversation: string | null;
  /** As stored: packed-transcript.ts. */
  transcript: Buffer | null;
  transcript_bytes: number | null;
  insights: string | null;
  recording_id: string | null;
}

const select = {
  name: 'find-webhook-contents',
  text: 'select * from find_webhook_contents($1, $2, $3, $4, $5, $6)',
};
const erase = {
  name: 'erase-webhook-contents',
  text: 'delete from webhook_content where account_id = $1 and conversation_id = $2',
};
/** So long deliveries are in the log. */
const logDays = 7;
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
  account_id: string;
  conversation_id: string;
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
  if (wanted.length === 0) return deliveries.map(() => null);
  const rows = await queryAll<WebhookContent & { account_id: string; id: string } & Record<string, unknown>>(
    db,
    select,
    [
      wanted.map((content) => content.account_id),
      wanted.map((content) => content.conversation_id),
      wanted.map((content) => content.id),
      wanted.map((content) => content.withTranscript),
      wanted.map((content) => content.withInsights),
      mostBytes,
    ],
  );
  const byKey = new Map(rows.map((row) => [`${row.account_id} ${row.id}`, row]));
  return deliveries.map((delivery) => byKey.get(`${delivery.account_id} ${delivery.content_id}`) ?? null);
}

function wantedContents(deliveries: readonly DueDelivery[]): Map<string, WantedContent> {
  const wanted = new Map<string, WantedContent>();
  for (const { account_id, conversation_id, content_id: id, scopes } of deliveries) {
    if (id === null) continue;
    const key = `${account_id} ${id}`;
    const content = wanted.get(key) ?? {
      ...{ account_id, conversation_id, id, withTranscript: false, withInsights: false },
    };
    content.withTranscript ||= scopes.includes('transcripts');
    content.withInsights ||= scopes.includes('insights');
    wanted.set(key, content);
  }
  return wanted;
}

/** With the conversation; its deliveries stay, which hold nothing of it. */
export async function eraseContents(tx: Db, { accountId, id }: DeliveredConversation): Promise<void> {
  await execute(tx, erase, [accountId, id]);
}

/**
 * Removes what bodies were made of once none of its deliveries is in the log any more. What may still be sent stays: pending
 * deliveries, and those of a deleted conversation, which can be brought back. Gives how many were removed.
 */
export async function purgeContents(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - logDays * 86_400_000);
  let removed = 0;
  for (;;) {
    const count = await execute(db, purge, [before, mostAtOnce]);
    removed += count;
    if (count < mostAtOnce) return removed;
  }
}
