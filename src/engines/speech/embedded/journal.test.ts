import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const segment = { channel: 0, start: 16, end: 32 };
const neverAgain = (): string => {
  throw new Error('decoded again');
};

describe('openJournal', () => {
  it('remembers a finished segment for the next process', () => {
    const path = join(folder, 'journal');
    expect(openJournal(path).once(segment, () => 'Hello.\tYes')).toBe('Hello.\tYes');
    expect(openJournal(path).once(segment, neverAgain)).toBe('Hello.\tYes');
  });

  it('survives a last line that is cut short', () => {
    const path = join(folder, 'journal');
    openJournal(path).once(segment, () => 'One.');
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n0:40-60\t"Tw`);
    const journal = openJournal(path);
    expect(journal.once({ channel: 0, start: 40, end: 60 }, () => 'Two.')).toBe('Two.');
    expect(openJournal(path).once({ channel: 0, start: 40, end: 60 }, neverAgain)).toBe('Two.');
  });

  it('leaves a segment without words that ended three processes', () => {
    const path = join(folder, 'journal');
    for (let i = 0; i < 3; i += 1)
      expect(() => openJournal(path).once(segment, neverAgain)).toThrow('decoded again');
    expect(openJournal(path).once(segment, neverAgain)).toBe('');
  });
});
