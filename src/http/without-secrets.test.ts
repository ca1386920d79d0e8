import { expect, test } from 'vitest';
import { makeToken } from '../domain/tokens/token-format.ts';
import { withoutSecrets } from './without-secrets.ts';

const { token, lookup } = makeToken();
const secret = `whsec_${Buffer.alloc(32, 0xff).toString('base64')}`;

test.each([
  [`/conversations/${token}/summary`, `/conversations/mt_${lookup}…/summary`],
  [`/${token}${token}`, `/mt_${lookup}…`],
  [`/${token},${token}`, `/mt_${lookup}…,mt_${lookup}…`],
  [`/${token.replace('_', '%5F')}`, `/mt%5F${lookup}…`],
  [`/${token.toUpperCase()}`, `/MT_${lookup.toUpperCase()}…`],
  [`/hooks/${secret}`, '/hooks/whsec…'],
  [`/mt_${lookup}`, `/mt_${lookup}`],
  ['/api/v1/rest/conversations/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', null],
  ['/0af7651916cd43dd8448eb211c80319c', null],
])('%s', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown ?? text);
});
