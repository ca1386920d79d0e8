import { createHash } from 'node:crypto';
import { type Db, execute, queryAll } from '../../db/pool.ts';
import type { StoredInsight } from './analysis-store.ts';
import type { ConversationKey } from './conversation.ts';

/** An action item and whether it is done. */
export interface ActionItem {
  insight: StoredInsight;
  doneAt: Date | null;
}

interface TickRow {
  conversationId: string;
  itemKey: Buffer;
  doneAt: Date;
}

const insert = {
  name: 'tick-action-item',
  text: `insert into action_item_tick (account_id, conversation_id, item_key, done_by, done_at) values ($1, $2, $3, $4, $5)
    on conflict do nothing`,
};
const remove = {
  name: 'untick-action-item',
  text: 'delete from action_item_tick where account_id = $1 and conversation_id = $2 and item_key = $3',
};
const select = {
  name: 'select-action-item-ticks',
  text: `select t.conversation_id as "conversationId", t.item_key as "itemKey", t.done_at as "doneAt"
    from action_item_tick t
    join conversation c on c.account_id = t.account_id and c.id = t.conversation_id and c.deleted_at is null
    where t.account_id = $1 and t.conversation_id = any($2::uuid[])`,
};

/** Says that an item is done, or open again. False where it was so before. */
export async function setTick(
  tx: Db,
  { accountId, id }: ConversationKey,
  itemKey: Buffer,
  done: { userId: string | null; now: Date } | null,
): Promise<boolean> {
  const key = [accountId, id, itemKey];
  const changed = done
    ? await execute(tx, insert, [...key, done.userId, done.now])
    : await execute(tx, remove, key);
  return changed === 1;
}

/** When items were done, by conversation and then by key in hex. */
export async function findTicks(
  db: Db,
  accountId: string,
  conversationIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Date>>> {
  const ticks = new Map<string, Map<string, Date>>();
  for (const { conversationId, itemKey, doneAt } of await queryAll<TickRow>(db, select, [
    accountId,
    conversationIds,
  ])) {
    const ofConversation = ticks.get(conversationId) ?? new Map<string, Date>();
    ticks.set(conversationId, ofConversation.set(itemKey.toString('hex'), doneAt));
  }
  return ticks;
}

/** The action items among a conversation's insights, with what is known of their being done. */
export function actionItems(
  insights: readonly StoredInsight[],
  ticks: ReadonlyMap<string, Date> | undefined,
): ActionItem[] {
  return [...actionItemKeys(insights)].map(([insight, key]) => ({
    insight,
    doneAt: ticks?.get(key.toString('hex')) ?? null,
  }));
}

/** By insight. Of several with the same words each has its own, in their order. */
export function actionItemKeys(insights: readonly StoredInsight[]): ReadonlyMap<StoredInsight, Buffer> {
  const counts = new Map<string, number>();
  const keys = new Map<StoredInsight, Buffer>();
  for (const insight of insights) {
    if (insight.type !== 'action_item') continue;
    const count = counts.get(insight.text) ?? 0;
    counts.set(insight.text, count + 1);
    keys.set(insight, createHash('sha256').update(`${count} ${insight.text}`).digest());
  }
  return keys;
}
