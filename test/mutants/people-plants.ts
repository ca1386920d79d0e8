import type { Plant } from './plants.ts';

const sessions = [['test/http/app/session.test', 'test/http/app/browser-attacks'], ['test/http/app/']];
const users = [['test/http/app/users', 'test/http/app/first-run'], ['test/http/app/']];
const throttle = [['test/http/app/throttle'], ['test/http/app/']];
const roles = [['test/matrices/app-roles'], ['test/http/app/']];

/** In who gets in, and what they may. */
export const peoplePlants: readonly Plant[] = [
  {
    why: 'a role is not asked for',
    within: 'src/http/app/caller.ts',
    find: 'if (isAtLeast(session.user.role, need.role))',
    replace: 'if (session.user.role)',
    stages: roles,
  },
  {
    why: 'changes are taken from forms of other sites',
    within: 'src/http/app/caller.ts',
    find: "if (need.changes && headers['x-meetric'] !== '1')",
    replace: "if (need.changes && headers['x-meetric'] === '2')",
    stages: sessions,
  },
  {
    why: 'a used refresh token goes on for ever',
    within: 'src/domain/sessions/sessions.ts',
    find: 'token.generation === generation - 1 && now.getTime() - refreshedAt.getTime() < sameTimeMs',
    replace: 'token.generation <= generation - 1',
    stages: sessions,
  },
  {
    why: 'a lost answer to a refresh signs out',
    within: 'src/domain/sessions/sessions.ts',
    find: 'if (isSameTime) return tokensOf(keys, key, generation, now);',
    replace: 'if (isSameTime) return tokensOf(keys, key, token.generation, now);',
    stages: sessions,
  },
  {
    why: 'the session that a browser had before stays alive',
    within: 'src/http/app/enter.ts',
    find: 'await signOut({ db, keys }, caller.cookies, now);',
    replace: '',
    stages: sessions,
  },
  {
    why: 'tries of a user are not counted',
    within: 'src/domain/sessions/sign-in.ts',
    find: "if (wait) return { kind: 'throttled', ...wait };",
    replace: '',
    stages: throttle,
  },
  {
    why: 'a browser’s mark is good for every user',
    within: 'src/domain/sessions/browser.ts',
    find: "return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(keys, id, email)) ? id : null;",
    replace: 'return id;',
    stages: throttle,
  },
  {
    why: 'a try is taken of keys although one has none',
    within: 'src/db/functions/take_sign_in_try.sql',
    find: 'if wait_ms > 0 then',
    replace: 'if wait_ms > 1000000000 then',
    stages: throttle,
  },
  {
    why: 'a link is good twice',
    within: 'src/domain/users/link-queries.ts',
    find: 'where account_id = $1 and secret_hash = $2 and used_at is null and expires_at > $3 returning account_id',
    replace: 'where account_id = $1 and secret_hash = $2 and expires_at > $3 returning account_id',
    stages: users,
  },
  {
    why: 'a link is good for ever',
    within: 'src/domain/users/link-queries.ts',
    find: 'and l.used_at is null and l.expires_at > $3',
    replace: 'and l.used_at is null and $3::timestamptz is not null',
    stages: users,
  },
  {
    why: 'an invitation resets a password',
    within: 'src/domain/users/use-link.ts',
    find: 'if (link?.purpose !== purpose || link.user === null) return null;',
    replace: 'if (!link || link.user === null) return null;',
    stages: users,
  },
  {
    why: 'a second owner comes by a link of the first run',
    within: 'src/domain/users/first-run.ts',
    find: "if (link?.purpose !== 'first_run' || (await canAnybodySignIn(tx))) return { kind: 'invalid' };",
    replace: "if (link?.purpose !== 'first_run') return { kind: 'invalid' };",
    stages: users,
  },
  {
    why: 'an admin makes an owner',
    within: 'src/domain/users/user-rules.ts',
    find: "return isAtLeast(changer.role, role === 'owner' ? 'owner' : 'admin');",
    replace: "return isAtLeast(changer.role, 'admin');",
    stages: users,
  },
  {
    why: 'the last owner is taken away',
    within: 'src/domain/users/change-user.ts',
    find: "if (isLastOwner && (role !== 'owner' || !active)) return 'last_owner';",
    replace: '',
    stages: users,
  },
  {
    why: 'sessions of somebody who is deactivated come back',
    within: 'src/domain/users/change-user.ts',
    find: 'await endSessionsWithin(tx, accountId, { userId: found.id, exceptId: null }, doing);',
    replace: '',
    stages: users,
  },
  {
    why: 'a reset leaves the sessions of before',
    within: 'src/domain/users/use-link.ts',
    find: 'await endSessionsWithin(tx, accountId, { userId, exceptId: null }, doing);',
    replace: '',
    stages: users,
  },
  {
    why: 'a password is changed without the old one',
    within: 'src/http/app/own-sessions.ts',
    find: "if (outcome.kind === 'wrong') throw invalidParameter('current_password', 'is not your password');",
    replace: '',
    stages: users,
  },
  {
    why: 'a session of somebody else is ended',
    within: 'src/domain/sessions/own-sessions.ts',
    find: 'if (user?.userId !== userId) return false;',
    replace: '',
    stages: users,
  },
  {
    why: 'sessions that are alive are purged',
    within: 'src/domain/sessions',
    find: 'select account_id, id from session where expires_at < $1 or ended_at < $1 limit $2',
    replace: 'select account_id, id from session where expires_at < $1 or ended_at is null limit $2',
    stages: [['test/domain/purges']],
  },
  {
    why: 'links that can be used are purged',
    within: 'src/domain/users',
    find: 'select account_id, secret_hash from user_link where expires_at < $1 limit $2',
    replace: 'select account_id, secret_hash from user_link where created_at < $1 limit $2',
    stages: [['test/domain/purges']],
  },
  {
    why: 'tries that are counted are forgotten',
    within: 'src/domain/sessions',
    find: "free_at < clock_timestamp() - interval '1 hour'",
    replace: "free_at < clock_timestamp() + interval '1 hour'",
    stages: [['test/domain/purges']],
  },
];
