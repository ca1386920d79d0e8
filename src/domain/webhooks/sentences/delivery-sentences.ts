import type { DeliveryFailure } from '../send.ts';

/** The end of an attempt or a delivery, as its row tells it. */
export interface DeliveryEnd {
  lastError: string | null;
  responseStatus: number | null;
}

/** Reasons in `last_error` beside the failures of the network. */
type OtherReason =
  | 'token_revoked'
  | 'token_expired'
  | 'conversation_deleted'
  | 'subscription_deleted'
  | 'subscription_paused'
  | 'subscription_disabled'
  | 'scopes_changed'
  | 'conversation_restored'
  | 'no_recipient'
  | 'smtp_not_set'
  | 'internal_error';

const sentences: Readonly<Record<DeliveryFailure | OtherReason, string>> = {
  timeout:
    'The receiver gave no answer in time: 5 s to connect, 15 s in all. Let it answer first and work afterwards.',
  dns_error: 'The host name has no address. Check its spelling, and whether the server can resolve it.',
  connection_refused: 'Nothing listens at that host and port. Is the receiver running?',
  connection_reset: 'The receiver closed the connection before it answered.',
  tls_error:
    'The TLS handshake failed: the certificate is expired, self-signed, for another name or lacks its chain.',
  connection_error: 'The receiver could not be reached.',
  smtp_login_refused: 'The mail server does not let us in. Check SMTP_URL: bin/meetric doctor',
  target_refused:
    'Webhooks may not go to that address. Set WEBHOOK_ALLOW for the server, see docs/webhooks.md, or use a public https URL.',
  token_revoked: 'Its token is revoked. Make another subscription: bin/meetric webhook create',
  token_expired: 'Its token has expired. Give it more time: bin/meetric token set PREFIX --expires-in 365d',
  conversation_deleted: 'Its conversation was deleted.',
  subscription_deleted: 'Its subscription was deleted.',
  subscription_paused: 'Its subscription was paused. Go on: bin/meetric webhook resume ID --replay',
  subscription_disabled: 'Its subscription was disabled. Go on: bin/meetric webhook resume ID --replay',
  scopes_changed: 'Its token lost scopes, and another delivery took its place.',
  conversation_restored: 'It told of a deletion that was undone.',
  no_recipient: 'The conversation has no owner with an e-mail address.',
  smtp_not_set: 'No mail can be sent: set SMTP_URL and MAIL_FROM for the server.',
  internal_error: "The server failed to make the delivery; the server's log says why.",
};

/** For those who look at a page: what is done by a button there is no command. */
const pageSentences: Readonly<Record<string, string>> = {
  smtp_login_refused:
    'The mail server does not let us in. Whoever runs this server finds why with: bin/meetric doctor',
  token_revoked: 'Its token is revoked. Make another webhook with a token that is live.',
  token_expired: 'Its token has expired. Give the token more time, then replay.',
  subscription_paused: 'The webhook was paused. Resume it, then replay.',
  subscription_disabled: 'The webhook was disabled. Resume it, then replay.',
};

/** The same in the app's words. */
export function deliveryPageSentence(end: DeliveryEnd): string {
  return (end.lastError !== null && pageSentences[end.lastError]) || deliverySentence(end);
}

/** Why a delivery did not arrive, and what to do. */
export function deliverySentence({ lastError, responseStatus }: DeliveryEnd): string {
  if (lastError === 'http_status' && responseStatus !== null) return statusSentence(responseStatus);
  if (lastError === 'smtp_status' && responseStatus !== null)
    return `The mail server answered ${responseStatus}${responseStatus < 500 ? ': it does not take the mail now' : ': it refuses the mail for good'}.`;
  // A later version may have stored a reason that this one does not know.
  const known: Readonly<Record<string, string>> = sentences;
  return (lastError !== null && known[lastError]) || `It was not delivered (${lastError ?? 'no reason'}).`;
}

function statusSentence(status: number): string {
  const said = `The receiver answered ${status}`;
  if (status < 400)
    return `${said}, a redirect, which is not followed. Subscribe the address that it leads to.`;
  if (status === 401 || status === 403)
    return `${said}: it refuses the call. Does it know the secret of this subscription?`;
  if (status === 404 || status === 405) return `${said}: nothing takes a POST at that path. Check the URL.`;
  if (status === 410) return `${said}: it wants no more, so the subscription is disabled.`;
  if (status === 413) return `${said}: it does not take bodies of that size.`;
  if (status === 429) return `${said}: it wants fewer calls.`;
  if (status >= 500) return `${said}: it failed itself; its own log says why.`;
  return `${said}. Only 2xx counts as delivered.`;
}
