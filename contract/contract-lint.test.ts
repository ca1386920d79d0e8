import { readFileSync } from 'node:fs';
import { createConfig, lint } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import owasp from '@stoplight/spectral-owasp-ruleset';
import spectralParsers from '@stoplight/spectral-parsers';
import spectralRulesets from '@stoplight/spectral-rulesets';
import { describe, expect, test } from 'vitest';
import { contractFile, readContract } from '../src/http/api/contract.ts';
import { bodies, examples, objectSchemas } from './contract-nodes.ts';

const contract = readContract('partner', { allErrors: true });
const file = contractFile('partner');

/** Spectral's rules that do not fit, each with its reason. A rule that no longer complains must leave this list. */
const SPECTRAL_EXCEPTIONS: Record<string, string> = {
  'oas3-operation-security-defined':
    'Since OpenAPI 3.1 a bearer scheme may name required roles; the rule knows only OAuth scopes.',
  'owasp:api4:2023-rate-limit':
    'The rule accepts exactly one family of rate-limit headers; both are sent. The test below demands both.',
  'owasp:api8:2023-define-cors-origin':
    'Tokens do not belong in web pages, so no CORS header is sent and browsers refuse the answers.',
  'owasp:api8:2023-no-server-http':
    'The address in the file is the loopback default; the server replaces it by its PUBLIC_URL.',
};

/** The rate-limit headers of every answer to a valid token. */
const LIMIT_HEADERS = [
  'RateLimit',
  'RateLimit-Policy',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
];

/** Any operation can give them: the server judges the connection and the head before it looks for one. */
const EVERYWHERE = ['408', '417', '431'];

const OPERATIONS: { id: string; route: string; scopes: string[]; statuses: string }[] = [
  { id: 'getAccount', route: 'get /account', scopes: [], statuses: '200 304 400 401 405 429 500' },
  { id: 'listUsers', route: 'get /users', scopes: ['users'], statuses: '200 304 400 401 403 405 429 500' },
  { id: 'listTeams', route: 'get /teams', scopes: ['teams'], statuses: '200 304 400 401 403 405 429 500' },
  {
    id: 'listDepartments',
    route: 'get /departments',
    scopes: ['departments'],
    statuses: '200 304 400 401 403 405 429 500',
  },
  {
    id: 'listConversations',
    route: 'get /conversations',
    scopes: ['conversations'],
    statuses: '200 304 400 401 403 405 429 500',
  },
  {
    id: 'createConversation',
    route: 'post /conversations',
    scopes: ['ingest'],
    statuses: '200 201 400 401 403 405 413 415 422 429 500 503',
  },
  {
    id: 'getConversation',
    route: 'get /conversations/{id}',
    scopes: ['conversations'],
    statuses: '200 304 400 401 403 404 405 429 500',
  },
  {
    id: 'getConversationTranscript',
    route: 'get /conversations/{id}/transcript',
    scopes: ['transcripts'],
    statuses: '200 304 400 401 403 404 405 429 500',
  },
  {
    id: 'getConversationInsights',
    route: 'get /conversations/{id}/insights',
    scopes: ['insights'],
    statuses: '200 304 400 401 403 404 405 429 500',
  },
  {
    id: 'getConversationRecordingUrl',
    route: 'get /conversations/{id}/recording-url',
    scopes: ['recordings'],
    statuses: '200 304 400 401 403 404 405 429 500',
  },
  {
    id: 'getConversationSummary',
    route: 'get /conversations/{id}/summary',
    scopes: ['conversations'],
    statuses: '200 304 400 401 403 404 405 429 500',
  },
  {
    id: 'requestNotetaker',
    route: 'post /notetaker/request',
    scopes: ['notetaker'],
    statuses: '200 400 401 403 405 413 415 429 500 503',
  },
  {
    id: 'listWebhookDeliveries',
    route: 'get /webhooks/deliveries',
    scopes: [],
    statuses: '200 304 400 401 405 429 500',
  },
];

test("Redocly's recommended rules find nothing", async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lint({ ref: file, config });
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test("Spectral's OpenAPI and OWASP rules find only what is excepted", async () => {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset(new spectralCore.Ruleset({ extends: [spectralRulesets.oas, owasp] }));
  const problems = await spectral.run(
    new spectralCore.Document(readFileSync(file, 'utf8'), spectralParsers.Yaml),
  );
  const unexpected = problems.filter(({ code }) => !(code in SPECTRAL_EXCEPTIONS));
  expect(unexpected.map(({ code, path, message }) => `${code} at ${path.join('/')}: ${message}`)).toEqual([]);
  expect([...new Set(problems.map(({ code }) => String(code)))].sort()).toEqual(
    Object.keys(SPECTRAL_EXCEPTIONS).sort(),
  );
});

describe('examples', () => {
  const found = examples(contract);

  test('are there for every body', () => {
    const shown = new Set(found.map(({ schemaPointer }) => schemaPointer));
    expect(bodies(contract).filter((pointer) => !shown.has(`${pointer}/schema`))).toEqual([]);
  });

  test.each(found)('$pointer fits its schema', ({ schemaPointer, value }) => {
    const validate = contract.compile(schemaPointer);
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
  });
});

test('unknown properties are refused, except inside a stored transcript', () => {
  const open = objectSchemas(contract)
    .filter(({ schema }) => schema['additionalProperties'] !== false)
    .map(({ pointer }) => pointer.replace('#/components/schemas/', ''));
  expect(open).toEqual([
    'TranscriptSentence',
    'TranscriptMessage',
    'SentenceTranscript',
    'MessageTranscript',
    'IngestTranscript',
  ]);
});

describe('operations', () => {
  const declared = contract.operations;

  test('are the documented twelve, and ours', () => {
    expect(declared.map(({ operationId }) => operationId)).toEqual(OPERATIONS.map(({ id }) => id));
  });

  test.each(OPERATIONS)('$id has its route, scopes and statuses', ({ id, ...expected }) => {
    const operation = declared.find(({ operationId }) => operationId === id);
    expect(`${operation?.method} ${operation?.template}`).toBe(expected.route);
    expect(operation?.security).toEqual([{ apiToken: expected.scopes }]);
    const statuses = Object.keys(operation?.responses ?? {});
    expect(statuses.filter((status) => !EVERYWHERE.includes(status)).join(' ')).toBe(expected.statuses);
    expect(statuses.filter((status) => EVERYWHERE.includes(status))).toEqual(EVERYWHERE);
  });

  test.each(declared)('$operationId documents the headers of every answer', ({ responses }) => {
    for (const [status, response] of Object.entries(responses)) {
      const described = Object(contract.resolve(response)['headers']);
      const headers = Object.keys(described);
      expect(headers).toEqual(expect.arrayContaining(['X-Request-Id', 'X-Content-Type-Options']));
      expect(LIMIT_HEADERS.filter((name) => headers.includes(name))).toEqual(
        ['401', ...EVERYWHERE].includes(status) ? [] : LIMIT_HEADERS,
      );
      const caching = contract.resolve(described['Cache-Control'])['example'];
      expect(caching).toBe(headers.includes('ETag') ? 'private, no-cache' : 'no-store');
      expect(headers.includes('Retry-After')).toBe(status === '429');
    }
  });

  test('the five reads of one conversation count toward the quota', () => {
    const counted = declared.filter(({ extensions }) => extensions['x-counts-toward-quota'] === true);
    expect(counted.map(({ operationId }) => operationId)).toEqual([
      'getConversation',
      'getConversationTranscript',
      'getConversationInsights',
      'getConversationRecordingUrl',
      'getConversationSummary',
    ]);
  });
});
