import type { Notice, NoticeCode } from '../../base/notice.ts';
import { type Db, execute } from '../../db/pool.ts';
import type { ConversationKey } from './conversation.ts';

/** As stored and served. */
export interface StoredNotice {
  code: NoticeCode;
  count: number;
  first_place: string | null;
}

// A step that runs again brings the same codes again: they take the place of the earlier ones.
const update = {
  name: 'update-conversation-notices',
  text: `update conversation set updated_at = $4, notices = coalesce((
        select jsonb_agg(notice) from jsonb_array_elements(notices) notice
        where not exists (select from jsonb_array_elements($3::jsonb) made where made->>'code' = notice->>'code')),
      '[]') || $3::jsonb
    where account_id = $1 and id = $2 and deleted_at is null`,
};

export function presentNotice({ code, count, firstPlace }: Notice): StoredNotice {
  return { code, count, first_place: firstPlace };
}

/** Keeps what a step noticed beside what earlier ones did. */
export async function addNotices(
  tx: Db,
  key: ConversationKey,
  notices: readonly Notice[],
  now: Date,
): Promise<void> {
  if (notices.length === 0) return;
  await execute(tx, update, [key.accountId, key.id, JSON.stringify(notices.map(presentNotice)), now]);
}
