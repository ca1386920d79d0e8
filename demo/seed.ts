import { setTimeout as delay } from 'node:timers/promises';
import { faultSentence } from '../src/cli/sentences/fault-sentence.ts';
import { addDepartment, addTeam, addTeamMember, addUser } from '../src/domain/accounts/people.ts';
import { type Account, listAccounts, saveAccount } from '../src/domain/accounts/queries.ts';
import { findConversation } from '../src/domain/conversations/store.ts';
import { issueToken } from '../src/domain/tokens/issue-token.ts';
import { scopes } from '../src/domain/tokens/token.ts';
import { subscribe } from '../src/domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../src/domain/webhooks/target-policy.ts';
import type { Context } from '../src/http/context.ts';
import { acceptConversation } from '../src/intake/accept.ts';
import { prepareImport } from '../src/intake/prepare-import.ts';
import type { RunningServer } from '../src/server/start.ts';
import { type DemoConversation, demoAccount } from './script.ts';

/** The demo's company in the server's first account: brand, people, teams, departments. */
export async function seedAccount({ pool, clock }: Context): Promise<Account> {
  const now = clock.now();
  const [first] = await listAccounts(pool);
  if (!first) throw new Error('The server made no account');
  const account = { ...first, name: demoAccount.name, brandName: demoAccount.brandName };
  await saveAccount(pool, account, now);
  for (const { name } of demoAccount.departments) await addDepartment(pool, account.id, name, now);
  for (const user of demoAccount.users) await addUser(pool, account.id, user, now);
  for (const { name, memberEmails } of demoAccount.teams) {
    await addTeam(pool, account.id, name, now);
    for (const email of memberEmails) await addTeamMember(pool, account.id, name, email);
  }
  return account;
}

/** A token with every scope, and a webhook to `url` that is bound to it. */
export async function seedTokenAndWebhook(
  { context, config }: RunningServer,
  account: Account,
  url: string,
): Promise<{ token: string; secret: string }> {
  const now = context.clock.now();
  const wanted = { name: 'Demo integration', scopes, includeRecordings: true, expiresAt: null };
  const limits = { requestsPerMinute: 60, dailyConversationQuota: 1_000 };
  const { token, tokenPrefix } = await issueToken(context, account.id, { ...wanted, ...limits }, now);
  const policy = new TargetPolicy(config.webhookAllow, systemResolve);
  const subscription = await subscribe({ ...context, policy }, account.id, { tokenPrefix, url }, now);
  if (subscription.kind === 'refused') throw new Error(subscription.message);
  return { token, secret: subscription.secret };
}

/** Imports the files as `bin/meetric import` does, waits until all are completed, and gives their ids in order. */
export async function importConversations(
  { pool, clock }: Context,
  account: Account,
  conversations: DemoConversation[],
  onProgress: (completed: number) => void,
): Promise<string[]> {
  const ids: string[] = [];
  for (const conversation of conversations) {
    const { fileName, bytes, startedAt, ...described } = conversation;
    const details = { ...described, date: startedAt.toISOString() };
    const prepared = await prepareImport(pool, account, { name: fileName, bytes, details }, clock.now());
    if (prepared.kind === 'refused') throw new Error(`${fileName}: ${faultSentence(prepared)}`);
    ids.push(await acceptConversation(pool, account.id, prepared.incoming, clock.now()));
  }
  for (const [index, id] of ids.entries()) {
    while ((await findConversation(pool, account.id, id))?.status === 'processing') await delay(20);
    onProgress(index + 1);
  }
  return ids;
}
