import { expect, test } from 'vitest';
import { NoticeTally } from '../../../base/notice.ts';
import { Gathering } from './gathering.ts';

test('a name that is too long is left out, and told with its place', () => {
  const notices = new NoticeTally();
  const gathering = new Gathering('JSON', { carrySpeakers: false, timeUnit: null, notices });
  gathering.add({ speaker: 'a'.repeat(201), text: 'Hello.', start: 0, end: 1 }, 'segments[0]');
  expect(gathering.finish({})).toMatchObject({
    kind: 'read',
    transcript: { sentences: [{ speaker_name: null, text: 'Hello.' }] },
  });
  expect(notices.list()).toEqual([{ code: 'names_left_out', count: 1, firstPlace: 'segments[0]' }]);
});
