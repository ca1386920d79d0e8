import { expect, test } from 'vitest';
import { deliverySentence } from './delivery-sentences.ts';

test.each([
  [{ lastError: 'timeout', responseStatus: null }, /no answer in time/],
  [{ lastError: 'dns_error', responseStatus: null }, /no address/],
  [{ lastError: 'target_refused', responseStatus: null }, /WEBHOOK_ALLOW/],
  [{ lastError: 'http_status', responseStatus: 302 }, /302, a redirect/],
  [{ lastError: 'http_status', responseStatus: 401 }, /401: .* secret/],
  [{ lastError: 'http_status', responseStatus: 404 }, /404: .* URL/],
  [{ lastError: 'http_status', responseStatus: 410 }, /410: .* disabled/],
  [{ lastError: 'http_status', responseStatus: 418 }, /418\. Only 2xx/],
  [{ lastError: 'http_status', responseStatus: 503 }, /503: .* log/],
  [{ lastError: 'smtp_status', responseStatus: 450 }, /450: .* now/],
  [{ lastError: 'smtp_status', responseStatus: 550 }, /550: .* for good/],
  [{ lastError: 'no_recipient', responseStatus: null }, /no owner/],
  [{ lastError: 'of_a_later_version', responseStatus: null }, /\(of_a_later_version\)/],
  [{ lastError: null, responseStatus: null }, /\(no reason\)/],
])('%j is told in words', (end, words) => {
  expect(deliverySentence(end)).toMatch(words);
});
