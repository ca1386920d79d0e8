import { mailTimes, tryMailServer } from '../domain/mail/mailer.ts';
import type { Config } from '../server/config.ts';
import { type Finding, verdict } from './finding.ts';

const remedy = 'Check host, port, user and password of SMTP_URL, and that this machine may reach it.';

/** Whether the mail server of SMTP_URL greets and lets us in; no mail is sent. */
export async function mailFindings({ mail }: Pick<Config, 'mail'>): Promise<Finding[]> {
  if (mail === null) return [];
  const place = `${mail.host}:${mail.port}`;
  const outcome = await tryMailServer(mail, mailTimes);
  if (outcome.kind === 'accepted') return [verdict('mail', true, `${place} lets us in`, remedy)];
  const fault = outcome.kind === 'rejected' ? `says ${outcome.status}` : outcome.failure;
  return [verdict('mail', false, `${place}: ${fault}`, remedy)];
}
