interface MailAddress {
  name: string;
  address: string;
}

/** The server that takes the mail, and its sender. */
export interface MailConfig {
  host: string;
  port: number;
  /** `offered`: STARTTLS where the server has it. */
  tls: 'from_start' | 'required' | 'offered';
  login: { user: string; password: string } | null;
  from: MailAddress;
}

export type MailRead = { kind: 'ok'; mail: MailConfig | null } | { kind: 'faults'; faults: string[] };

const longestAddress = 320;
const address = /^[^\s@<>\p{Cc}]+@[^\s@<>\p{Cc}]+$/u;
const sender = /^\s*(?:"?([^"<>\p{Cc}]*?)"?\s*<([^<>]+)>|([^<>]+?))\s*$/u;

export function isMailAddress(text: string): boolean {
  return text.length <= longestAddress && address.test(text);
}

/** `SMTP_URL` and `MAIL_FROM`; no mail where neither is set. */
export function readMail(url: string | undefined, from: string | undefined): MailRead {
  if (url === undefined) return { kind: 'ok', mail: null };
  const server = readServer(url);
  const told = from === undefined ? null : readSender(from);
  if (server && told) return { kind: 'ok', mail: { ...server, from: told } };
  const faults: string[] = [];
  if (!server)
    faults.push(
      'SMTP_URL: must be such as smtp://user:password@mail.example.com:587 or smtps://mail.example.com',
    );
  if (from === undefined)
    faults.push('MAIL_FROM: is missing; mail by SMTP_URL needs a sender such as Meetric <calls@example.com>');
  else if (!told) faults.push('MAIL_FROM: must be an e-mail address, or a name and an address in <>');
  return { kind: 'faults', faults };
}

function readServer(text: string): Omit<MailConfig, 'from'> | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  if (!secure && url.protocol !== 'smtp:') return null;
  if (url.hostname === '' || !/^\/?$/.test(url.pathname) || url.search || url.hash) return null;
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (user === null || password === null) return null;
  const login = user === '' ? null : { user, password };
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    // A password is not shown to whoever listens on the way.
    tls: secure ? 'from_start' : login ? 'required' : 'offered',
    login,
  };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function readSender(text: string): MailAddress | null {
  const [, name = '', inBrackets, alone] = sender.exec(text) ?? [];
  const given = inBrackets ?? alone ?? '';
  return isMailAddress(given) ? { name, address: given } : null;
}
