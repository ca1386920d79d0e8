import { type Db, execute, queryAll } from '../../db/pool.ts';
import type { CardMaking } from './card.ts';
import type { Conversation } from './conversation.ts';
import { joinOwners, shownColumns } from './store.ts';

// By id, in the order in which all batches lock conversations. Deleted ones too: brought back they show the name as it is.
const lockNext = {
  name: 'lock-next-of-owner',
  text: `select id, deleted_at is null as "isShown" from conversation
    where account_id = $1 and (user_id = $2 or department_id = $2) and ($3::uuid is null or id > $3)
    order by id limit $4 for no key update`,
};
const selectOfOwner = {
  name: 'select-cards-of-owner',
  text: `select ${shownColumns} from conversation c ${joinOwners}
    where c.account_id = $1 and c.id = any($2::uuid[])`,
};
const updateOfOwner = {
  name: 'update-cards-of-owner',
  text: `update conversation c set partner_card = made.card, updated_at = $4
    from unnest($2::uuid[], $3::text[]) as made (id, card) where c.account_id = $1 and c.id = made.id`,
};

/** A user or a department whose name cards show. */
export interface Owner {
  accountId: string;
  id: string;
}

/** `last`: the id after which it goes on, null where no more can come. `changed`: conversations that are seen to change. */
export interface RefreshedCards {
  last: string | null;
  changed: string[];
}

/** Makes the next `limit` cards after the conversation `after` that show this owner anew, in the transaction. */
export async function refreshOwnerCards(
  tx: Db,
  { accountId, id: ownerId }: Owner,
  { after, limit }: { after: string | null; limit: number },
  making: CardMaking,
): Promise<RefreshedCards> {
  const locked = await queryAll<{ id: string; isShown: boolean }>(tx, lockNext, [
    accountId,
    ownerId,
    after,
    limit,
  ]);
  const ids = locked.map(({ id }) => id);
  await refreshOwnersOnCards(tx, accountId, ids, making);
  return {
    last: ids.length < limit ? null : (ids.at(-1) ?? null),
    changed: locked.flatMap(({ id, isShown }) => (isShown ? [id] : [])),
  };
}

/** Makes the cards of conversations anew whose owners or type changed; the transaction holds them. */
export async function refreshOwnersOnCards(
  tx: Db,
  accountId: string,
  ids: readonly string[],
  { presentCard, now }: CardMaking,
): Promise<void> {
  // Read once they are locked: whatever another rename has committed by then is seen.
  const rows = await queryAll<Conversation>(tx, selectOfOwner, [accountId, ids]);
  await execute(tx, updateOfOwner, [
    accountId,
    rows.map((row) => row.id),
    rows.map((row) => JSON.stringify(presentCard(row))),
    now,
  ]);
}
