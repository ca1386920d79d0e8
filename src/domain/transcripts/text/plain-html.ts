const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Takes the HTML of a chat message; gives its text. */
export function plainHtml(html: string): string {
  return html
    .replace(/<(?:br|p|div|li|tr|h\d)\b[^<>]*>/giu, ' ')
    .replace(/<\/?[a-z][^<>]*>/giu, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/giu, (all, decimal, hex, name) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? all;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    });
}
