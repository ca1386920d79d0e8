// Letters that Unicode does not take apart into a letter and its accent, as PostgreSQL's unaccent writes them.
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  þ: 'th',
  ŧ: 't',
};
const plainForm = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g');
// Accents of Latin, Greek and Cyrillic letters. The vowel signs of other scripts are letters of their own and stay.
const accents = /[\u0300-\u036f]/g;
const isAscii = /^[\0-\x7f]*$/;

/** Lower-case text as it is compared: "björn" is "bjorn", full-width digits are digits. */
export function foldLetters(text: string): string {
  if (isAscii.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(accents, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(plainForm, (letter) => plainLetters[letter] ?? letter);
}
