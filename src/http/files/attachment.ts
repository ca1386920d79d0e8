const longestName = 100;
/** Refused by some file system, or turned by a terminal or a list of files into what the name is not. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]/gu;

/** The name of a file after a title, which may hold anything; without its extension. */
export function fileNameOf(title: string): string {
  const plain = title.replace(unfit, ' ').replace(/\s+/gu, ' ');
  const cut = [...plain].slice(0, longestName).join('');
  // A leading dot hides a file; Windows drops dots and blanks at the end.
  return cut.replace(/^[\s.]+|[\s.]+$/gu, '') || 'conversation';
}

/** A Content-Disposition (RFC 6266) that saves an answer as a file of that name. */
export function attachment(title: string, extension: string): string {
  const name = `${fileNameOf(title)}.${extension}`;
  const ascii = name.replace(/[^\x20-\x7e]|%/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(name)}`;
}

/** RFC 8187, 3.2.1. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
