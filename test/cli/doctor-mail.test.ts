import { expect, test } from 'vitest';
import { mailFindings } from '../../src/cli/doctor-mail.ts';
import type { MailConfig } from '../../src/domain/mail/mail-config.ts';
import { startMailServer } from '../../testing/mail-server.ts';
import { holdRefusingPort } from '../support/refusing-port.ts';

const configOf = (port: number): MailConfig => ({
  host: '127.0.0.1',
  port,
  tls: 'offered',
  login: null,
  from: { name: '', address: 'calls@example.com' },
});

test('a mail server that lets us in is fine, one that does not answer is told; none is nothing', async () => {
  const server = await startMailServer({ hideSTARTTLS: true });
  expect(await mailFindings({ mail: configOf(server.port) })).toMatchObject([{ name: 'mail', ok: true }]);
  expect(server.received).toEqual([]);
  await server.close();
  const held = await holdRefusingPort();
  expect(await mailFindings({ mail: configOf(held.port) })).toMatchObject([
    { ok: false, detail: `127.0.0.1:${held.port}: connection_refused` },
  ]);
  await held.release();
  expect(await mailFindings({ mail: null })).toEqual([]);
});
