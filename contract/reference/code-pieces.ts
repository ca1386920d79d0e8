/** Code in pieces that pages colour. Enough for the examples of these pages; no tool for whole languages. */

export const codeLanguages = ['bash', 'http', 'javascript', 'json', 'python', 'text'] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

export interface CodePiece {
  kind: 'key' | 'string' | 'number' | 'word' | 'comment' | 'plain';
  text: string;
}

const doubleQuoted = String.raw`"(?:[^"\\\n]|\\.)*"`;
const singleQuoted = String.raw`'(?:[^'\\\n]|\\.)*'`;
const number = String.raw`(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])`;
const words = (...all: string[]): string => `\\b(?:${all.join('|')})\\b`;

/** The kinds in the order in which they are tried at each place. */
const grammars: Record<CodeLanguage, Partial<Record<CodePiece['kind'], string>>> = {
  text: {},
  json: {
    key: `${doubleQuoted}(?=\\s*:)`,
    string: doubleQuoted,
    number,
    word: words('true', 'false', 'null'),
  },
  http: { key: String.raw`^[A-Za-z][\w-]*(?=:\s)`, string: doubleQuoted, number },
  bash: {
    comment: String.raw`(?<=^|\s)#.*`,
    string: `${doubleQuoted}|'[^']*'`,
    word: String.raw`^\s*(?:curl|bin/meetric|npm)\b`,
    key: String.raw`(?<=\s)--?[A-Za-z][\w-]*`,
  },
  javascript: {
    comment: '//.*',
    string: `${doubleQuoted}|${singleQuoted}|\`[^\`]*\``,
    word: words('import', 'from', 'export', 'function', 'const', 'return', 'await', 'if', 'new'),
    number,
  },
  python: {
    comment: '#.*',
    string: `f?(?:${doubleQuoted}|${singleQuoted})`,
    word: words('import', 'from', 'def', 'return', 'if', 'or', 'and', 'not', 'None'),
    number,
  },
};

const patterns = new Map(
  codeLanguages.map((language) => {
    const kinds = Object.entries(grammars[language]).map(([kind, pattern]) => `(?<${kind}>${pattern})`);
    return [language, kinds.length === 0 ? null : new RegExp(kinds.join('|'), 'gm')];
  }),
);

/** All of the text, in its order. */
export function codePieces(language: CodeLanguage, text: string): CodePiece[] {
  const pieces: CodePiece[] = [];
  let done = 0;
  const add = (kind: CodePiece['kind'], end: number): void => {
    if (end > done) pieces.push({ kind, text: text.slice(done, end) });
    done = Math.max(done, end);
  };
  for (const { index, groups = {}, 0: found } of text.matchAll(patterns.get(language) ?? /(?!)/g)) {
    add('plain', index);
    add(kindOf(groups), index + found.length);
  }
  add('plain', text.length);
  return pieces;
}

const kinds = ['key', 'string', 'number', 'word', 'comment'] as const;

function kindOf(groups: Record<string, string | undefined>): CodePiece['kind'] {
  return kinds.find((kind) => groups[kind] !== undefined) ?? 'plain';
}
