import { setTimeout as delay } from 'node:timers/promises';
import { addDepartment, addTeam, addTeamMember, addUser } from '../src/domain/accounts/people-changes.ts';
import { type Account, listAccounts, saveAccount } from '../src/domain/accounts/queries.ts';
import { operator } from '../src/domain/audit/audit-log.ts';
import { findConversation } from '../src/domain/conversations/store.ts';
import { issueToken } from '../src/domain/tokens/issue-token.ts';
import { scopes } from '../src/domain/tokens/scopes.ts';
import { subscribe } from '../src/domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../src/domain/webhooks/target-policy.ts';
import type { Context } from '../src/http/context.ts';
import { faultSentence } from '../src/intake/sentences/fault-sentence.ts';
import { takeIn } from '../src/intake/take-in.ts';
import type { RunningServer } from '../src/server/start.ts';
import { intakeOf } from './intake.ts';
import { type DemoConversation, demoAccount } from './script.ts';

/** The demo's company in the server's first account: brand, people, teams, departments. */
export async function seedAccount({ pool, clock }: Context): Promise<Account> {
  const now = clock.now();
  const [first] = await listAccounts(pool);
  if (!first) throw new Error('The server made no account');
  const account = { ...first, name: demoAccount.name, brandName: demoAccount.brandName };
  await saveAccount(pool, account, now);
  for (const { name } of demoAccount.departments)
    await addDepartment(pool, account.id, name, { by: operator, now });
  for (const user of demoAccount.users) await addUser(pool, account.id, user, { by: operator, now });
  for (const { name, memberEmails } of demoAccount.teams) {
    await addTeam(pool, account.id, name, { by: operator, now });
    for (const email of memberEmails)
      await addTeamMember(pool, account.id, { team: name, email: email }, operator);
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
  const { token, tokenPrefix } = await issueToken(
    context,
    account.id,
    { ...wanted, ...limits },
    { by: operator, now },
  );
  const policy = new TargetPolicy(config.webhookAllow, systemResolve);
  const subscription = await subscribe(
    { ...context, policy },
    account.id,
    { tokenPrefix, url },
    { by: operator, now },
  );
  if (subscription.kind === 'refused') throw new Error(subscription.fault.code);
  return { token, secret: subscription.secret ?? '' };
}

/** Imports the files as `bin/meetric import` does, waits until all are completed, and gives their ids in order. */
export async function importConversations(
  server: RunningServer,
  account: Account,
  conversations: DemoConversation[],
  onProgress: (completed: number) => void,
): Promise<string[]> {
  const { pool } = server.context;
  const intake = intakeOf(server);
  const ids: string[] = [];
  for (const conversation of conversations) {
    const { fileName, bytes, startedAt, ...described } = conversation;
    const details = { ...described, date: startedAt.toISOString() };
    const outcome = await takeIn(intake, account, { name: fileName, content: bytes }, { details });
    if (outcome.kind === 'refused') throw new Error(`${fileName}: ${faultSentence(outcome)}`);
    ids.push(outcome.id);
  }
  for (const [index, id] of ids.entries()) {
    while ((await findConversation(pool, account.id, id))?.status === 'processing') await delay(20);
    onProgress(index + 1);
  }
  return ids;
}
