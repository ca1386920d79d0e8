import { inTransaction, type Pool } from '../db/pool.ts';
import { appendAudit, type Doing } from '../domain/audit/audit-log.ts';
import { actionItemKeys, setTick } from '../domain/conversations/action-items.ts';
import { findAnalysis, type StoredInsight } from '../domain/conversations/analysis-store.ts';
import type { ConversationKey } from '../domain/conversations/conversation.ts';
import { lockConversation } from '../domain/conversations/store.ts';
import { appendEvent } from '../events/event-log.ts';
import { userIdOf } from './edit-conversation.ts';

/** Says of an action item that it is done, or open again. Nothing of it leaves the account: webhooks are not told. */
export function tickActionItem(
  pool: Pool,
  key: ConversationKey,
  { insightId, isDone }: { insightId: string; isDone: boolean },
  { by, now }: Doing,
): Promise<'ticked' | 'not_found'> {
  const { accountId, id } = key;
  return inTransaction(pool, async (tx) => {
    await lockConversation(tx, accountId, id);
    const analysis = await findAnalysis(tx, accountId, id);
    const insights: StoredInsight[] = analysis?.insights ? JSON.parse(analysis.insights) : [];
    const [, itemKey] = [...actionItemKeys(insights)].find(([insight]) => insight.id === insightId) ?? [];
    if (!itemKey) return 'not_found';
    const changed = await setTick(tx, key, itemKey, isDone ? { userId: userIdOf(by), now } : null);
    if (!changed) return 'ticked';
    const action = isDone ? 'conversation.action_item_done' : 'conversation.action_item_reopened';
    await appendAudit(tx, accountId, { by, action, subjectId: id, details: { insight: insightId } });
    await appendEvent(tx, accountId, 'conversation.changed', id);
    return 'ticked';
  });
}
