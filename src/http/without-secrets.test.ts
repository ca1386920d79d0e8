import { expect, test } from 'vitest';
import { deriveKeys } from '../domain/keys/keys.ts';
import { makeBrowserMark } from '../domain/sessions/browser.ts';
import { makeAccessToken, makeRefreshToken } from '../domain/sessions/session-token.ts';
import { makeToken } from '../domain/tokens/token-format.ts';
import { makeLinkSecret } from '../domain/users/link.ts';
import { withoutSecrets } from './without-secrets.ts';

const { token, lookup } = makeToken();
const accountId = '11111111-2222-4333-8444-555555555555';
const keys = deriveKeys('a secret of more than thirty-two characters');
const link = makeLinkSecret(keys, accountId).secret;
const access = await makeAccessToken(keys, { accountId, id: accountId }, new Date());
const refresh = makeRefreshToken(keys, { accountId, id: accountId, generation: 1 });
const secret = `whsec_${Buffer.alloc(32, 0xff).toString('base64')}`;

test.each([
  [`/conversations/${token}/summary`, `/conversations/mt_${lookup}…/summary`],
  [`/${token}${token}`, `/mt_${lookup}…`],
  [`/${token},${token}`, `/mt_${lookup}…,mt_${lookup}…`],
  [`/${token.replace('_', '%5F')}`, `/mt%5F${lookup}…`],
  [`/${token.toUpperCase()}`, `/MT_${lookup.toUpperCase()}…`],
  [`/hooks/${secret}`, '/hooks/whsec…'],
  [`/mt_${lookup}`, `/mt_${lookup}`],
  [`/reset/${link}`, '/reset/ml…'],
  [`/reset%23${link.replace('_', '%5f')}`, '/reset%23ml…'],
  [`/session/${makeBrowserMark(keys, 'a@example.com')}`, '/session/mb…'],
  [`/session/${access}?x`, '/session/eyJ…?x'],
  [`/session/${refresh}`, '/session/11111111…'],
  ['/html_and_some_more_words_of_a_long_page_name', null],
  ['/api/v1/rest/conversations/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', null],
  ['/0af7651916cd43dd8448eb211c80319c', null],
])('%s', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown ?? text);
});
