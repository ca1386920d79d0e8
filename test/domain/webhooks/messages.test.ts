import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { subscribeSentence } from '../../../src/cli/sentences/subscribe-sentences.ts';
import { addUser } from '../../../src/domain/accounts/people-changes.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { createMailer, mailTimes } from '../../../src/domain/mail/mailer.ts';
import { subscribe, type WantedSubscription } from '../../../src/domain/webhooks/subscribe.ts';
import { presentCard } from '../../../src/http/partner/present-conversation.ts';
import { deleteConversation, undeleteConversation } from '../../../src/processing/delete-conversation.ts';
import { renameUser } from '../../../src/processing/rename-owners.ts';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { status } from '../../../testing/receiver.ts';
import { silent } from '../../jobs/job-rows.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

/** Messages for people after a call: to a chat, or to the owner by mail. */
const email = 'erik@example.com';
let rig: DeliveryRig;
let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer({ hideSTARTTLS: true });
  const from = { name: 'Meetric', address: 'calls@example.com' };
  const config = { host: '127.0.0.1', port: mail.port, tls: 'offered', login: null, from } as const;
  rig = await createDeliveryRig(silent, createMailer(config, mailTimes));
  const { pool, accountId } = rig.installation;
  await addUser(pool, accountId, { name: 'Erik', email }, { by: operator, now: rig.clock.now() });
});
beforeEach(() => {
  rig.receiver.reply = status(200);
});
afterEach(async () => {
  await rig.clear();
  mail.received.length = 0;
  mail.refusal.recipient = 0;
});
afterAll(async () => {
  await rig.close();
  await mail.close();
});

async function tell(wanted: WantedSubscription, canMail = true) {
  const { pool, keys, accountId } = rig.installation;
  return subscribe({ pool, keys, policy: rig.policy, canMail }, accountId, wanted, {
    by: operator,
    now: rig.clock.now(),
  });
}

/** A completed conversation of Erik's. */
async function completeOwned(): Promise<string> {
  const { database } = rig.installation;
  await database.query(
    `create or replace function own() returns trigger language plpgsql as $$ begin
       new.user_id := (select id from app_user where account_id = new.account_id limit 1); return new;
     end $$`,
  );
  await database.query(
    'create or replace trigger own before insert on conversation for each row execute function own()',
  );
  try {
    return await rig.complete();
  } finally {
    await database.query('drop trigger own on conversation');
  }
}

test.each([
  ['slack', 'blocks'],
  ['teams', 'attachments'],
] as const)(
  '%s: what a chat is told is told once, and again where it did not answer',
  async (form, member) => {
    expect(await tell({ form, url: `${rig.receiver.url}/chat` })).toMatchObject({
      kind: 'created',
      secret: null,
    });
    rig.receiver.reply = status(500);
    await rig.complete();
    await rig.deliverDue();
    expect(await rig.deliveries()).toMatchObject([
      { status: 'pending', attempts: 1, last_error: 'http_status' },
    ]);
    rig.receiver.reply = status(202);
    await rig.makeDue();
    await rig.deliverDue();
    expect(await rig.deliveries()).toMatchObject([
      { status: 'succeeded', attempts: 2, response_status: 202 },
    ]);
    const [first, second] = rig.receiver.received;
    expect(second?.body).toEqual(first?.body);
    expect(first?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Meetric-Webhooks/1',
    });
    expect(Object.keys(first?.headers ?? {}).filter((name) => name.startsWith('x-webhook'))).toEqual([]);
    const body = JSON.parse(first?.body.toString() ?? '');
    expect(body).toHaveProperty(member);
    expect(JSON.stringify(body)).toContain('Customer requested pricing follow-up.');
    // Its words stay where they are.
    expect(JSON.stringify(body)).not.toContain('Thanks for joining');
  },
);

test('mail goes to the owner, as the owner was when the call was completed', async () => {
  expect(await tell({ form: 'mail' })).toMatchObject({ kind: 'created', secret: null });
  await completeOwned();
  const { pool, accountId } = rig.installation;
  const making = { presentCard, now: rig.clock.now(), by: operator };
  await renameUser(pool, accountId, { email, change: { email: 'other@example.com' } }, making);
  await rig.deliverDue();
  await renameUser(pool, accountId, { email: 'other@example.com', change: { email } }, making);
  const [delivery] = await rig.deliveries();
  expect(delivery).toMatchObject({ status: 'succeeded', attempts: 1, response_status: 250 });
  expect(mail.received).toMatchObject([{ to: [email] }]);
  expect(mail.received[0]?.message).toContain(`<${delivery?.id}@example.com>`);
  expect(mail.received[0]?.message).toContain('Customer requested pricing follow-up.');
});

test('a conversation of nobody goes to nobody: its message is skipped', async () => {
  await tell({ form: 'mail' });
  await rig.complete();
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject([
    { status: 'skipped', attempts: 0, last_error: 'no_recipient' },
  ]);
  expect(mail.received).toEqual([]);
});

test.each([
  [450, { status: 'pending', attempts: 1 }],
  [550, { status: 'failed', attempts: 1 }],
])('a mail server that says %s', async (code, row) => {
  await tell({ form: 'mail' });
  mail.refusal.recipient = code;
  await completeOwned();
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject([
    { ...row, response_status: code, last_error: 'smtp_status' },
  ]);
});

test('without a mail server the message is skipped, and says so', async () => {
  const other = await createDeliveryRig();
  const { pool, keys, accountId, database } = other.installation;
  await addUser(pool, accountId, { name: 'Erik', email }, { by: operator, now: other.clock.now() });
  await subscribe(
    { pool, keys, policy: other.policy, canMail: true },
    accountId,
    { form: 'mail' },
    { by: operator, now: new Date() },
  );
  await other.complete();
  await database.query(
    `update webhook_content set conversation = replace(conversation, '"user":null', '"user":{"email":"${email}"}')`,
  );
  await other.deliverDue();
  expect(await other.deliveries()).toMatchObject([{ status: 'skipped', last_error: 'smtp_not_set' }]);
  await other.close();
});

test('a deleted conversation is told to nobody, and once it is back it is', async () => {
  await tell({ form: 'slack', url: rig.receiver.url });
  const id = await rig.complete();
  const { pool, accountId } = rig.installation;
  await deleteConversation(pool, accountId, id, { by: operator, now: rig.clock.now() });
  await rig.deliverDue();
  expect(rig.receiver.received).toEqual([]);
  await undeleteConversation(pool, accountId, id, { by: operator, now: rig.clock.now() });
  await rig.deliverDue();
  expect(rig.receiver.received).toHaveLength(1);
});

const hook = { url: 'https://hooks.example.com/x' };
const refusals: [WantedSubscription, string][] = [
  [{}, '--token'],
  [{ tokenPrefix: 'mt_ab12cd34' }, '--url'],
  [{ form: 'slack' }, '--url'],
  [{ form: 'slack', url: 'http://10.0.0.1/x' }, 'plain http'],
  [{ form: 'teams', url: 'https://10.0.0.1/x' }, 'not public'],
  [{ form: 'slack', ...hook, tokenPrefix: 'mt_ab12cd34' }, 'Leave --token out'],
  [{ form: 'mail', ...hook }, 'Leave --url out'],
  [{ form: 'teams', ...hook, events: ['conversation.deleted'] }, 'Leave --events out'],
  [{ tokenPrefix: 'mt_ab12cd34', ...hook, events: [] }, 'one event or more'],
  [{ tokenPrefix: 'mt_ab12cd34', ...hook }, 'no live token mt_ab12cd34'],
];
test.each(refusals)('%j is refused with what to do', async (wanted, part) => {
  const result = await tell(wanted);
  expect(result.kind === 'refused' && subscribeSentence(result.fault)).toContain(part);
});

test('mail without a mail server is refused', async () => {
  const result = await tell({ form: 'mail' }, false);
  expect(result.kind === 'refused' && subscribeSentence(result.fault)).toContain('SMTP_URL');
});
