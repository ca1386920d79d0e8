import { expect, test } from 'vitest';
import { uncoveredLanguage } from './language.ts';

const GERMAN =
  'Guten Tag zusammen, ich möchte heute über unser neues Angebot sprechen und die nächsten Schritte mit Ihnen klären. Was ist denn das Problem bei der Planung in Ihrem Team?';
const FRENCH =
  'Bonjour à tous, je voudrais vous présenter notre nouvelle offre et discuter des prochaines étapes avec vous, est-ce que cela vous convient ?';
const SPANISH =
  'Buenos días, me gustaría hablar de nuestra nueva propuesta y de los próximos pasos con ustedes, no es un problema para el equipo.';
const JAPANESE =
  '皆さん、おはようございます。今日は新しい提案と次のステップについてお話ししたいと思います。問題があれば教えてください。よろしくお願いいたします。来週の火曜日までに見積もりを送ります。';
const ENGLISH =
  "Good morning everyone, I'd like to talk about our new offer today and about the next steps with your team, if that is okay for you.";
const NOISY =
  "Um , so uh the the {vocalsound} T_V_ remote , it's uh you know kinda big , and w we don't uh like it . ".repeat(
    3,
  );
const SHOPPING_LIST =
  'Invoice 4711, Kreuzberg office, Lenovo ThinkPad X1 Carbon, Logitech MX Keys, Dell UltraSharp U2723QE, Jabra Evolve2.';

test.each([
  [ENGLISH, 'en-US', null],
  [ENGLISH, 'EN', null],
  [NOISY, 'en', null],
  [ENGLISH, 'de-AT', 'de'],
  ['', '', 'und'],
  ['', 'en', null],
  ['Guten Tag.', 'en', null],
  [GERMAN, 'en', 'deu'],
  [FRENCH, 'en', 'fra'],
  [SPANISH, 'en-GB', 'spa'],
  [JAPANESE, 'en', 'jpn'],
])('%.30j declared as %s', (text, declared, found) => {
  expect(uncoveredLanguage([{ index: 0, speakerName: null, text, start: null, end: null }], declared)).toBe(
    found,
  );
});

test('a short list of product names stays English as declared', () => {
  const lines = [{ index: 0, speakerName: null, text: SHOPPING_LIST, start: null, end: null }];
  expect(uncoveredLanguage(lines, 'en')).toBeNull();
});
