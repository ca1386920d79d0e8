import type { SubscribeFault } from '../../domain/webhooks/subscribe.ts';
import { sentencesByCode } from '../../intake/sentences/sentence-table.ts';

const optionSentences = {
  token: 'has no token: it shows what was found in a conversation to people. Leave --token out.',
  url: 'has no address of its own: it goes to the owner of each conversation. Leave --url out.',
  events: 'tells of conversation.completed only. Leave --events out, or choose the form webhook.',
} as const;

export const subscribeSentence: (fault: SubscribeFault) => string = sentencesByCode<SubscribeFault>({
  token_missing: 'A webhook needs a token whose scopes decide what is sent: --token mt_….',
  url_missing: 'Where it is sent to is missing: --url https://….',
  events_missing: 'Name one event or more.',
  smtp_missing: 'No mail can be sent: set SMTP_URL and MAIL_FROM for the server and for this command.',
  token_not_live: ({ tokenPrefix }) => `The account has no live token ${tokenPrefix}.`,
  url_invalid: 'The URL is not valid.',
  target_refused: ({ reason }) => `The URL is refused: ${reason}.`,
  not_of_form: ({ form, option }) => `The form ${form} ${optionSentences[option]}`,
});
