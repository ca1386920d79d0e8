/** A kind of text that is clearly no transcript, and what to do about it. */
export interface ForeignText {
  /** With its article: `a log file`. */
  kind: string;
  advice: string | null;
}

/** The parts of a file that tell. */
interface Content {
  head: readonly string[];
  text: string;
  container: string | null;
}

const asText = 'Copy its text into a .txt file';

/** Says what else than a transcript a file is, or null. Told from its beginning, by its structure. */
export function foreignText({ head, text, container }: Content): ForeignText | null {
  const start = text.slice(0, 4096).trimStart();
  if (start.startsWith('%PDF-')) return { kind: 'a PDF document', advice: `${asText}.` };
  if (start.startsWith('{\\rtf'))
    return { kind: 'a rich-text (RTF) document', advice: 'Save it as .docx or .txt.' };
  if (/^<(?:!doctype html|html|head|body|div|p|!--)[\s>-]/iu.test(start)) return htmlPage(text);
  if (/^<(?:\?xml|[a-z][\w:.-]*[\s>/])/iu.test(start)) return { kind: 'an XML document', advice: null };
  if (/^\[script info\]/iu.test(start))
    return { kind: 'a SubStation Alpha subtitle file', advice: 'Convert it to .srt.' };
  const filled = head.filter((line) => line.trim() !== '');
  if (isBlob(filled)) return { kind: 'no text that people read', advice: null };
  if (container === null && isTable(filled)) return { kind: 'a table (CSV)', advice: null };
  if (isMail(filled)) return { kind: 'a mail', advice: null };
  if (isMostly(filled, logLine, 0.5)) return { kind: 'a log file', advice: null };
  if (isMarkdownDocument(filled)) return { kind: 'a document in Markdown', advice: null };
  if (filled.filter((line) => /^\.\. [a-z-]+::/u.test(line)).length > 1)
    return { kind: 'a document in reStructuredText', advice: null };
  if (isMostly(filled, codeLine, 0.3)) return { kind: 'source code', advice: null };
  return isSettings(filled) ? { kind: 'a file of settings', advice: null } : null;
}

/** Headings and blocks of code between fences. */
function isMarkdownDocument(filled: readonly string[]): boolean {
  const headings = filled.filter((line) => /^#{1,6}\s\S/u.test(line)).length;
  const fences = filled.filter((line) => /^\s{0,3}(?:```|~~~)/u.test(line)).length;
  return headings > 1 && fences > 1;
}

/** Telegram and others offer JSON beside HTML; it says who writes what without a doubt. */
function htmlPage(text: string): ForeignText {
  const isTelegram = /class="page_wrap|Exported Data|telegram/iu.test(text.slice(0, 65_536));
  return isTelegram
    ? { kind: 'an HTML export of Telegram', advice: 'Export the chat as "Machine-readable JSON" instead.' }
    : { kind: 'an HTML page', advice: `${asText}, or export it in another format.` };
}

function isMostly(lines: readonly string[], pattern: RegExp, share: number): boolean {
  let count = 0;
  for (const line of lines) if (pattern.test(line.length > 300 ? line.slice(0, 300) : line)) count++;
  return lines.length > 0 && count > lines.length * share;
}

const level = 'TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|ALERT';
const logLine = new RegExp(
  [
    // A level beside a time, or by itself at the line's beginning.
    String.raw`^\W{0,3}\d{2,4}[-:/]\d{2}.{0,80}\b(?:${level}|info|warn|error|debug)\b`,
    String.raw`^\W{0,2}(?:${level})\b\W`,
    // Syslog, access logs, stack traces.
    String.raw`^[A-Z][a-z]{2}\s+\d{1,2} \d{2}:\d{2}:\d{2} \S+ \S+:`,
    String.raw`^\S+ \S+ \S+ \[\d{2}/[A-Z][a-z]{2}/\d{4}:`,
    String.raw`^\s+at \S+\(|^\[\s*\d+\.\d+\]`,
    // Times to the second with the zone of a machine, which no chat shows.
    String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[.,\d]*(?:Z|[+-]\d{2}:?\d{2})\s`,
  ].join('|'),
  'u',
);

const codeLine =
  /[{};]\s*$|^\s*(?:\/\/|\/\*|\*\/|#include\b|import\s|export\s|from\s\S+\simport\b|package\s|using\s\S+;|const\s|let\s|var\s|def\s|class\s|function\b|return\b|if\s?\(|for\s?\(|while\s?\(|else\b|elif\b|try:|except\b|@\w+\(|public\s|private\s|<\/?[a-z][\w-]*[\s>])|^\s*"[^"]+"\s*:|\)\s*:\s*$|=>\s*$|^\s*[\w.[\]]+\s[-+*]?=\s\S/u;

const settingLine = /^\s*(?:- )?["']?[\w./-]{1,60}["']?\s?[:=](?:\s|$)|^\[[\w. -]+\]\s*$|^\s*#|^---$/u;

function isSettings(filled: readonly string[]): boolean {
  let keys = 0;
  let nested = 0;
  for (const line of filled) {
    const isKey = settingLine.test(line);
    if (isKey) keys++;
    // Speech that goes on below a name is indented too, but is no key.
    if ((isKey && /^(?:\s{2,}|\t)[\w"'-]/u.test(line)) || /^\s*- |^\[[\w. -]+\]\s*$/u.test(line)) nested++;
  }
  return filled.length > 2 && keys > filled.length * 0.6 && nested > filled.length * 0.25;
}

function isMail(filled: readonly string[]): boolean {
  const names = new Set<string>();
  for (const line of filled.slice(0, 12)) {
    const name =
      /^(From|To|Cc|Subject|Date|Sent|Reply-To|Message-ID|MIME-Version|Content-Type|Received|Return-Path):\s/iu.exec(
        line,
      )?.[1];
    if (name !== undefined) names.add(name.toLowerCase());
  }
  return names.has('from') && names.size > 2;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controls = /[\u0001-\u0008\u000e-\u001f\u007f-\u009f]/gu;
const unbroken = 500;

function isBlob(filled: readonly string[]): boolean {
  let count = 0;
  for (const line of filled) {
    count += line.match(controls)?.length ?? 0;
    if (line.length >= unbroken && hasUnbroken(line)) return true;
  }
  return count > filled.length;
}

function hasUnbroken(line: string): boolean {
  let run = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    run = code > 0x20 && code < 0x7f ? run + 1 : 0;
    if (run >= unbroken) return true;
  }
  return false;
}

/** Separators with a blank after them are punctuation. Columns that begin with a time are a talk. */
function isTable(filled: readonly string[]): boolean {
  if (filled.length < 2) return false;
  const isTimed = filled.filter((line) => /^\s*[[(]?\d{1,2}:\d{2}/u.test(line)).length > filled.length / 2;
  return [/,(?!\s)/gu, /;(?!\s)/gu, /(?<!:)\t/gu].some((separator, at) => {
    if (isTimed && at === 2) return false;
    const columns = filled[0]?.match(separator)?.length ?? 0;
    return columns >= 2 && filled.every((line) => (line.match(separator)?.length ?? 0) >= columns);
  });
}
