import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

const lines: string[] = [];
let rig: DeliveryRig;
beforeAll(async () => {
  rig = await createDeliveryRig(pino({}, { write: (line: string) => lines.push(line) }));
});
afterAll(() => rig.close());

test('an attempt is one line of the log, which tells no secret and nothing of the conversation', async () => {
  const token = await rig.installation.token();
  const { secret } = await rig.subscribe(token, `${rig.receiver.url}/hook?key=of-the-receiver`);
  const conversationId = await rig.complete();
  await rig.deliverDue();
  const [delivery] = await rig.deliveries();
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      deliveryId: delivery?.id,
      conversationId,
      tokenPrefix: token.tokenPrefix,
      attempt: 1,
      outcome: { kind: 'delivered', status: 200 },
      seconds: expect.any(Number),
      msg: 'delivery attempted',
    },
  ]);
  for (const hidden of [secret, token.token, 'of-the-receiver']) expect(lines.join()).not.toContain(hidden);
});
