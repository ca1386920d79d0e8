import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isValidLink } from '../../../src/domain/recordings/signed-link.ts';
import { createDeliveryRig, type DeliveryRig, transcript } from './delivery-rig.ts';

let rig: DeliveryRig;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

// The order in which the reference shows them.
const base = [
  'id',
  'title',
  'company',
  'date',
  'duration',
  'medium',
  'sentiment',
  'conversation_type',
  'summary',
  'department',
  'user',
  'participants',
];

const grants: [scopes: string[], includeRecordings: boolean, optional: string[]][] = [
  [[], false, []],
  [['conversations'], true, []],
  [['transcripts'], false, ['transcript']],
  [['insights'], false, ['insights']],
  [['recordings'], false, []],
  [[], true, []],
  [['recordings'], true, ['recording_url']],
  [['transcripts', 'insights', 'recordings'], false, ['transcript', 'insights']],
  [['recordings', 'insights', 'transcripts'], true, ['transcript', 'insights', 'recording_url']],
];
test.each(grants)(
  'scopes %j with include_recordings %s add %j',
  async (scopes, includeRecordings, optional) => {
    const token = await rig.installation.token({ scopes, includeRecordings });
    await rig.subscribe(token);
    const id = await rig.complete({ recording: true });
    await rig.deliverDue();
    const [request] = rig.receiver.received;
    const payload = JSON.parse(request?.body.toString() ?? '');
    expect(Object.keys(payload)).toEqual(['event', 'timestamp', 'data', '_meta']);
    expect(Object.keys(payload.data)).toEqual(['conversation']);
    expect(Object.keys(payload.data.conversation)).toEqual([...base, ...optional]);
    expect(payload.data.conversation.id).toBe(id);
  },
);

test('every field has the form of the reference', async () => {
  const token = await rig.installation.token();
  await rig.subscribe(token);
  const id = await rig.complete({ recording: true });
  await rig.deliverDue();
  const [request] = rig.receiver.received;
  const payload = JSON.parse(request?.body.toString() ?? '');
  const [delivery] = await rig.deliveries();
  expect(payload).toEqual({
    event: 'conversation.completed',
    timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
    data: {
      conversation: {
        id,
        title: 'Discovery call – Acme',
        company: 'Acme',
        date: '2026-06-03T09:30:00.000Z',
        duration: 1_800,
        medium: 'call',
        sentiment: 'positive',
        conversation_type: 'sales',
        summary: 'Customer requested pricing follow-up.',
        department: null,
        user: null,
        participants: [{ name: 'Jane Doe', email: 'jane@example.com', role: 'customer' }],
        transcript,
        insights: [
          {
            id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
            type: 'pricing',
            title: 'Price',
            text: 'The price was asked for.',
            evidence: [],
          },
        ],
        recording_url: expect.stringMatching(/^https:\/\/calls\.example\.com\/recordings\//),
      },
    },
    _meta: { token_prefix: token.tokenPrefix, delivery_id: delivery?.id },
  });
});

test('the recording’s link opens that recording and names no token', async () => {
  const token = await rig.installation.token();
  await rig.subscribe(token);
  await rig.complete({ recording: true });
  await rig.deliverDue();
  const body = rig.receiver.received[0]?.body.toString() ?? '';
  const url = new URL(JSON.parse(body).data.conversation.recording_url);
  const [, , accountId = '', recordingId = ''] = url.pathname.split('/');
  const given = {
    expires: url.searchParams.get('expires') ?? '',
    signature: url.searchParams.get('signature') ?? '',
  };
  const { keys } = rig.installation;
  expect(accountId).toBe(rig.installation.accountId);
  expect(isValidLink(keys.link, { accountId, recordingId }, given, rig.clock.now())).toBe(true);
  expect(body).not.toContain(token.token.slice(11));
});

test('without a recording its link is null', async () => {
  await rig.subscribe(await rig.installation.token());
  await rig.complete();
  await rig.deliverDue();
  const payload = JSON.parse(rig.receiver.received[0]?.body.toString() ?? '');
  expect(payload.data.conversation.recording_url).toBeNull();
});
