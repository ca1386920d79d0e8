import { fileURLToPath } from 'node:url';
import { createConfig, lint } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import owasp from '@stoplight/spectral-owasp-ruleset';
import spectralParsers from '@stoplight/spectral-parsers';
import spectralRulesets from '@stoplight/spectral-rulesets';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import {
  bodies,
  contractText,
  examples,
  type Fields,
  objectSchemas,
  operations,
  readContract,
  resolve,
} from './contract-reading.ts';

const contract = readContract();

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
  const problems = await lint({ ref: fileURLToPath(contractText), config });
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test("Spectral's OpenAPI and OWASP rules find only what is excepted", async () => {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset(new spectralCore.Ruleset({ extends: [spectralRulesets.oas, owasp] }));
  const problems = await spectral.run(new spectralCore.Document(contract.text, spectralParsers.Yaml));
  const unexpected = problems.filter(({ code }) => !(code in SPECTRAL_EXCEPTIONS));
  expect(unexpected.map(({ code, path, message }) => `${code} at ${path.join('/')}: ${message}`)).toEqual([]);
  expect([...new Set(problems.map(({ code }) => String(code)))].sort()).toEqual(
    Object.keys(SPECTRAL_EXCEPTIONS).sort(),
  );
});

describe('examples', () => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addVocabulary(Object.keys(contract.document));
  ajv.addSchema({ ...contract.document, $id: 'contract' });
  const found = examples(contract.document);

  test('are there for every body', () => {
    const shown = new Set(found.map(({ schemaPointer }) => schemaPointer));
    expect(bodies(contract.document).filter((pointer) => !shown.has(`${pointer}/schema`))).toEqual([]);
  });

  test.each(found)('$pointer fits its schema', ({ schemaPointer, value }) => {
    const validate = ajv.compile({ $ref: `contract#${schemaPointer}` });
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
  });
});

test('unknown properties are refused, except inside a stored transcript', () => {
  const open = objectSchemas(contract.document)
    .filter(({ schema }) => schema['additionalProperties'] !== false)
    .map(({ pointer }) => pointer.replace('/components/schemas/', ''));
  expect(open).toEqual([
    'TranscriptSentence',
    'TranscriptMessage',
    'SentenceTranscript',
    'MessageTranscript',
  ]);
});

describe('operations', () => {
  const declared = operations(contract.document);

  test('are the documented twelve', () => {
    expect(declared.map(({ id }) => id)).toEqual(OPERATIONS.map(({ id }) => id));
  });

  test.each(OPERATIONS)('$id has its route, scopes and statuses', ({ id, ...expected }) => {
    const operation = declared.find((candidate) => candidate.id === id);
    expect(operation?.route).toBe(expected.route);
    expect(operation?.operation['security']).toEqual([{ apiToken: expected.scopes }]);
    expect(Object.keys(operation?.responses ?? {}).join(' ')).toBe(expected.statuses);
  });

  test.each(declared)('$id documents the headers of every answer', ({ responses }) => {
    for (const [status, response] of Object.entries(responses)) {
      const headers = Object.keys(resolve(contract.document, response)['headers'] as Fields);
      expect(headers).toContain('X-Request-Id');
      expect(LIMIT_HEADERS.filter((name) => headers.includes(name))).toEqual(
        status === '401' ? [] : LIMIT_HEADERS,
      );
      expect(headers.includes('Retry-After')).toBe(status === '429');
    }
  });

  test('the five reads of one conversation count toward the quota', () => {
    const counted = declared.filter(({ operation }) => operation['x-counts-toward-quota'] === true);
    expect(counted.map(({ id }) => id)).toEqual([
      'getConversation',
      'getConversationTranscript',
      'getConversationInsights',
      'getConversationRecordingUrl',
      'getConversationSummary',
    ]);
  });
});
