/** Words of Python's json module and of JavaScript that JSON does not have. */
const noJsonWord = /-?(?:NaN|Infinity)/uy;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is mended.
const control = /[\u0000-\u001f]/gu;
const escapes = /\\(?:x([0-9a-fA-F]{2})|[\s\S])/gu;

/**
 * Takes text that is almost JSON; gives it with the faults mended that known writers make:
 * - `NaN` and `Infinity`, as Python writes them, become null;
 * - `\x1F`, as Telegram Desktop writes control characters, becomes the escape of JSON;
 * - control characters that stand in strings as they are, as whisper.cpp writes them, become blanks.
 */
export function mendJson(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  const replace = (from: number, to: number, by: string): void => {
    parts.push(text.slice(kept, from), by);
    kept = to;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = stringEnd(text, at);
      const string = text.slice(at, end);
      const mended = mendString(string);
      if (mended !== string) replace(at, end, mended);
      at = end;
    } else if (character === 'N' || character === 'I' || character === '-') {
      noJsonWord.lastIndex = at;
      const word = noJsonWord.exec(text)?.[0];
      if (word !== undefined) replace(at, at + word.length, 'null');
      at += (word?.length ?? 1) - 1;
    }
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(kept);
}

function mendString(string: string): string {
  const escaped = string.includes('\\x')
    ? string.replace(escapes, (whole, code: string | undefined) =>
        code === undefined ? whole : `\\u00${code}`,
      )
    : string;
  return escaped.search(control) === -1 ? escaped : escaped.replace(control, ' ');
}

/** The place of the quote that ends the string that begins at `start`; the text's length where none does. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
