import { chooseLabels } from '../speaker-labels.ts';

/** The lines behind or below a stamp, up to the next one; blank lines left out. */
export type Block = readonly { at: number; text: string }[];

/** One thing that somebody says in a block. */
interface BlockPart {
  at: number;
  speaker: string | null;
  text: string;
}

export interface BlockReader {
  hasNames: boolean;
  read(block: Block): BlockPart[];
}

const sampled = 500;
const nameCharacters = 80;
const nameWords = 6;
/** So few blocks may all have names of their own. */
const fewBlocks = 4;

/** Takes the blocks of a text; tells how they name who speaks: in columns, before a colon, on the first line, or not. */
export function chooseBlockReader(blocks: readonly Block[]): BlockReader {
  const sample = blocks.slice(0, sampled).filter((block) => block.length > 0);
  return (
    byColumns(sample) ?? byLabels(blocks, sample) ?? byFirstLine(sample) ?? { hasNames: false, read: whole }
  );
}

function whole(block: Block): BlockPart[] {
  const [first] = block;
  return first ? [{ at: first.at, speaker: null, text: textOf(block) }] : [];
}

function textOf(block: Block): string {
  return block.map(({ text }) => text).join('\n');
}

const columns = /^(?:<([^<>]{1,80})>\s+|([^\t]{1,80}?):?\t|(\S[^|]{0,79}?)\s+\|\s+)/u;

function byColumns(sample: readonly Block[]): BlockReader | null {
  const names = sample.map(([first]) => columnOf(first?.text ?? '')?.name);
  if (names.filter((name) => name !== undefined).length < sample.length * 0.8 || sample.length < 2)
    return null;
  return {
    hasNames: true,
    read: (block) => {
      const [part] = whole(block);
      const column = part && columnOf(part.text);
      return part ? [column ? { at: part.at, speaker: column.name, text: column.text } : part] : [];
    },
  };
}

function columnOf(text: string): { name: string; text: string } | null {
  const match = columns.exec(text);
  const name = match?.slice(1).find((each) => each !== undefined);
  return match && name !== undefined ? { name: name.trim(), text: text.slice(match[0].length) } : null;
}

function byLabels(blocks: readonly Block[], sample: readonly Block[]): BlockReader | null {
  const labelOf = chooseLabels(blocks.flatMap((block) => block.map(({ text }) => [text])));
  const labelled = sample.filter(([first]) => first && labelOf(first.text)).length;
  if (labelled === 0 || labelled < sample.length * 0.4) return null;
  return {
    hasNames: true,
    read: (block) => {
      const parts: BlockPart[] = [];
      for (const { at, text } of block) {
        const found = labelOf(text);
        const last = parts.at(-1);
        if (found) parts.push({ at, speaker: found.label, text: found.rest });
        else if (last) last.text = `${last.text}\n${text}`;
        else parts.push({ at, speaker: null, text });
      }
      return parts;
    },
  };
}

function byFirstLine(sample: readonly Block[]): BlockReader | null {
  const full = sample.filter((block) => block.length > 1);
  const names = full.map(([first]) => first?.text ?? '').filter(isNameLike);
  const distinct = new Set(names).size;
  const recur = distinct <= names.length * 0.6 || names.length <= fewBlocks;
  if (full.length < sample.length * 0.7 || names.length < full.length * 0.9 || names.length === 0 || !recur)
    return null;
  return {
    hasNames: true,
    read: (block) => {
      const [first, ...rest] = block;
      if (!first) return [];
      const isName = rest.length > 0 && isNameLike(first.text);
      return isName
        ? [{ at: first.at, speaker: first.text.replace(/:\s*$/u, ''), text: textOf(rest) }]
        : whole(block);
    },
  };
}

/** Not the letters of a name, but that it is short and no sentence. */
function isNameLike(text: string): boolean {
  return (
    text.length <= nameCharacters &&
    text.split(/\s+/u).length <= nameWords &&
    !/[.?!…,;。？！]$/u.test(text.trim()) &&
    /[\p{L}\p{N}]/u.test(text) &&
    !/^\p{Ll}+ /u.test(text)
  );
}
