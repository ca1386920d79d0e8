import type { Db } from '../../db/pool.ts';
import type { Keys } from '../keys/keys.ts';
import { type LinkPurpose, linkUrl, makeLinkSecret, readLinkSecret } from './link.ts';
import { findLink, type LiveLink, removeLinks, removeLinksBefore, storeLink } from './link-queries.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** How long a link is good. */
const livesMs = {
  first_run: 30 * minuteMs,
  invitation: 7 * dayMs,
  reset: dayMs,
  /** One that was mailed to whoever asked. */
  mailed_reset: 60 * minuteMs,
  sign_in: dayMs,
} as const;

export interface MadeLink {
  url: string;
  expiresAt: Date;
}

/** The means to make links. `base`: where browsers reach the server. */
export interface LinkMaking {
  keys: Keys;
  base: string;
  now: Date;
}

/** Makes a link; those that the user had for the same purpose open nothing any more. */
export async function makeLink(
  tx: Db,
  { accountId, userId, kind }: { accountId: string; userId: string | null; kind: keyof typeof livesMs },
  { keys, base, now }: LinkMaking,
): Promise<MadeLink> {
  const purpose: LinkPurpose = kind === 'mailed_reset' ? 'reset' : kind;
  const { secret, hash } = makeLinkSecret(keys, accountId);
  const expiresAt = new Date(now.getTime() + livesMs[kind]);
  if (userId !== null) await removeLinks(tx, accountId, userId, [purpose]);
  await storeLink(tx, { accountId, hash, purpose, userId, now, expiresAt });
  return { url: linkUrl(base, purpose, secret), expiresAt };
}

/** The link of a secret while it can be used. */
export async function findLiveLink(
  { db, keys }: { db: Db; keys: Keys },
  secret: string,
  now: Date,
): Promise<(LiveLink & { hash: Buffer }) | null> {
  const name = readLinkSecret(keys, secret);
  const link = name && (await findLink(db, name, now));
  return link ? { ...link, hash: name.hash } : null;
}

const atOnce = 1_000;

/** Removes links a day after they expired. */
export async function purgeLinks(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - dayMs);
  while ((await removeLinksBefore(db, before, atOnce)) === atOnce);
}
