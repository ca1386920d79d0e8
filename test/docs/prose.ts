/** A piece of prose and the line on which it begins. */
export interface Passage {
  line: number;
  text: string;
}

/** The comments of a TypeScript or SQL file; line comments that follow each other are one passage. */
export function commentsOf(source: string, sign: '//' | '--'): Passage[] {
  const lineComment = new RegExp(`^(.*?(?:^|\\s))${sign} (.*)$`, 'u');
  const passages: Passage[] = [];
  let open: { passage: Passage; ends: 'with the run' | 'at its sign' } | null = null;
  source.split('\n').forEach((line, index) => {
    if (open?.ends === 'at its sign') {
      open.passage.text += `\n${line.replace(/\s*\*\/.*$/u, '').replace(/^\s*\* ?/u, '')}`;
      if (line.includes('*/')) open = null;
      return;
    }
    const [, before = '', words] = lineComment.exec(line) ?? [];
    if (words !== undefined && open && before.trim() === '') {
      open.passage.text += `\n${words}`;
      return;
    }
    const [, block] = (sign === '//' ? /(?:^|\s)\/\*\*? ?(.*)$/u.exec(line) : null) ?? [];
    const text = words ?? block?.replace(/\*\/.*$/u, '');
    open = null;
    if (text === undefined) return;
    const passage = { line: index + 1, text };
    passages.push(passage);
    if (words !== undefined) open = before.trim() === '' ? { passage, ends: 'with the run' } : null;
    else if (!line.includes('*/')) open = { passage, ends: 'at its sign' };
  });
  return passages;
}

/** The paragraphs, list items and table cells of a Markdown page, without headings, code blocks and quotations. */
export function paragraphsOf(page: string): Passage[] {
  const passages: Passage[] = [];
  let open: Passage | null = null;
  let inCode = false;
  page.split('\n').forEach((line, index) => {
    const fence = /^\s*(?:```|~~~)/u.test(line);
    if (fence) inCode = !inCode;
    const indentedCode = open === null && line.startsWith('    ');
    if (fence || inCode || indentedCode || /^\s*(?:$|#|>|<)/u.test(line)) {
      open = null;
      return;
    }
    if (/^\s*\|/u.test(line)) {
      for (const cell of line.split(/(?<!\\)\|/u)) passages.push({ line: index + 1, text: cell });
      open = null;
      return;
    }
    const [, item] = /^\s*(?:[-*]|\d+\.)\s+(.*)$/u.exec(line) ?? [];
    if (open && item === undefined) {
      open.text += `\n${line}`;
      return;
    }
    open = { line: index + 1, text: item ?? line };
    passages.push(open);
  });
  return passages;
}

/** Code counts as one word, an item of a list as a sentence of its own. */
export function sentencesOf({ line, text }: Passage): Passage[] {
  return text
    .split(/\n\s*[-*] /u)
    .flatMap((item) => partsOf(item))
    .map((sentence) => ({ line, text: sentence.replaceAll(/\s+/gu, ' ').trim() }))
    .filter((sentence) => /\p{Letter}/u.test(sentence.text));
}

function partsOf(text: string): string[] {
  return text
    .replaceAll(/`[^`]*`/gu, 'Code')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replaceAll(/\b(?:e\.g|i\.e)\./gu, 'eg')
    .split(/(?<=[.!?:;]["”')]*)\s+(?=["“'A-Z(0-9])/u);
}

const mostWords = 25;

/** Why a sentence must be mended; null where it is plain. */
export function stumble(sentence: string): string | null {
  const words = sentence.split(/\s+/u).filter((word) => /[\p{Letter}\d]/u.test(word)).length;
  if (words > mostWords) return `has ${words} words, more than ${mostWords}`;
  if (/^(?:what|who|whoever)\b/iu.test(sentence) && !/\?["”')]*$/u.test(sentence))
    return 'does not name its subject';
  return null;
}
