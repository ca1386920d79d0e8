import { expect, test } from 'vitest';
import { attachment } from './attachment.ts';

const rows: [title: string, ascii: string, encoded: string][] = [
  ['Renewal call', 'Renewal call.vtt', 'Renewal%20call.vtt'],
  ['Möte – 日本', 'M_te _ __.vtt', 'M%C3%B6te%20%E2%80%93%20%E6%97%A5%E6%9C%AC.vtt'],
  ['a"; filename="evil.exe', 'a ; filename= evil.exe.vtt', 'a%20%3B%20filename%3D%20evil.exe.vtt'],
  ['line\r\nSet-Cookie: x=1', 'line Set-Cookie x=1.vtt', 'line%20Set-Cookie%20x%3D1.vtt'],
  ['../../etc/passwd', 'etc passwd.vtt', 'etc%20passwd.vtt'],
  ['..', 'conversation.vtt', 'conversation.vtt'],
  ['\u202egpj.exe', 'gpj.exe.vtt', 'gpj.exe.vtt'],
  ["100 % (it's) *new*!", "100 _ (it's) new !.vtt", '100%20%25%20%28it%27s%29%20new%20%21.vtt'],
  ['half \ud800 of it', 'half of it.vtt', 'half%20of%20it.vtt'],
];
test.each(rows)('%j', (title, ascii, encoded) => {
  expect(attachment(title, 'vtt')).toBe(`attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`);
});

test('a long title is cut between characters', () => {
  const name = attachment('😀'.repeat(200), 'md').split("''")[1] ?? '';
  expect(decodeURIComponent(name)).toBe(`${'😀'.repeat(100)}.md`);
});
