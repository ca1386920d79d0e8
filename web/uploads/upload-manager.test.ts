import { expect, test } from 'vitest';
import type { Schemas } from '../api.ts';
import { isSameFile } from './upload-manager.ts';

const upload: Schemas['Upload'] = {
  id: 'a',
  file_name: 'call.ogg',
  bytes: 1_000,
  modified_ms: 1_764_561_600_000,
  offset: 400,
  state: 'open',
  fault: null,
  may_retry: false,
  notices: [],
  conversation: null,
  created_at: '2026-12-01T00:00:00.000Z',
  expires_at: '2026-12-08T00:00:00.000Z',
};
const file = { name: 'call.ogg', size: 1_000, lastModified: 1_764_561_600_000 };

test.each([
  [{}, {}, true],
  [{ name: 'other.ogg' }, {}, false],
  [{ size: 999 }, {}, false],
  [{ lastModified: 1 }, {}, false],
  [{}, { state: 'received' as const }, false],
  [{}, { modified_ms: null }, false],
])('a file that differs by %j from the upload %j goes on: %s', (ofFile, ofUpload, same) => {
  expect(isSameFile({ ...upload, ...ofUpload }, { ...file, ...ofFile })).toBe(same);
});
