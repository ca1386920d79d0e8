import { randomUUID } from 'node:crypto';
import { htmlText } from '../mail/html-text.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import type { MadeLink } from './links.ts';

/** A mail that holds a link for its reader. */
export interface LinkMail {
  to: string;
  accountName: string;
  kind: 'invitation' | 'reset';
  link: MadeLink;
}

interface Words {
  subject: string;
  before: string;
  after: string;
}

function wordsOf({ kind, accountName, link }: LinkMail): Words {
  const until = `${link.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (kind === 'invitation')
    return {
      subject: `Join ${accountName} on Meetric`,
      before: `You are invited to ${accountName} on Meetric. Choose a password by this link:`,
      after: `The link is good once, until ${until}.`,
    };
  return {
    subject: `A new password for ${accountName} on Meetric`,
    before: `Somebody asked for a new password for your access to ${accountName}. Choose one by this link:`,
    after: `The link is good once, until ${until}. If it was not you, do nothing: your password stays.`,
  };
}

function linkMail(mail: LinkMail, date: Date): Mail {
  const { subject, before, after } = wordsOf(mail);
  const { url } = mail.link;
  return {
    to: mail.to,
    subject,
    text: `${before}\n\n${url}\n\n${after}\n`,
    html: `<p>${htmlText(before)}</p><p><a href="${htmlText(url)}">${htmlText(url)}</a></p><p>${htmlText(after)}</p>`,
    id: randomUUID(),
    date,
  };
}

/** Whether a mail server took it. The link is shown too, so that a mail that fails is no failure. */
export async function mailLink(mailer: Mailer | null, mail: LinkMail, date: Date): Promise<boolean> {
  if (mailer === null) return false;
  const outcome = await mailer(linkMail(mail, date), new AbortController().signal);
  return outcome.kind === 'accepted';
}
