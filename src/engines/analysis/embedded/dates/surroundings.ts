import { FUNCTION_WORDS } from '../words.ts';
import type { Token } from './tokens.ts';

/** The sense that the words before a date phrase give it: `no` is another use of it, `about` no certain day. */
export interface Lead {
  kind: 'deadline' | 'on' | 'none' | 'about' | 'no';
  /** The preposition, '' without one. */
  word: string;
  /** "The", "our" or the like stands before it. */
  determined: boolean;
}

const SOFTENERS = new Set(
  'probably maybe hopefully possibly latest say perhaps definitely only just already even ideally preferably exactly around-about'.split(
    ' ',
  ),
);
const DETERMINERS = new Set('the our my your his her their its that those these'.split(' '));
const DEADLINE = new Set('by until till til before due come'.split(' '));
const ON = new Set('on for at in to this next'.split(' '));
const ABOUT = new Set(
  'around roughly approximately circa towards toward near within commencing beginning c'.split(' '),
);
/** Before these a day is not when something is due: "from Friday", "every Friday", "since Friday", "Black Friday". */
const NOT_DUE = new Set(
  `from since of after about every each any some one a an another other between past last previous than not except during
  over through throughout starting following like without via most many no all dated named called titled version black good cyber casual easter
  ash palm super fiscal financial half mid worked`.split(/\s+/),
);
/** Words that may follow a day without making it part of a name; beside function words and words on -ly. */
const FOLLOWERS = new Set(
  `above across against along among behind below beside beyond concerning considering despite during except excluding
  following given including inside like near onto outside past per plus regarding since throughout till toward towards
  unless until upon using via whether within without already always anyway again also either else even ever instead
  latest least maybe may might must need never now perhaps please sharp shall sometime soon still too today tomorrow
  works work suits suit fits fit sounds looks seems makes would will should works happens means becomes remains
  whatever whichever hopefully ideally depending assuming provided once though although whereas otherwise works
  everybody everyone somebody someone anybody anyone nobody something anything everything hi hey bye thanks thank ok`.split(
    /\s+/,
  ),
);

/** "The contract we signed on 3 March" is over. */
const PERSON = /^(?:i|we|you|he|she|they|who|that|which|it)$/;
const PAST_VERB =
  /ed$|^(?:sent|met|had|made|wrote|got|gave|said|held|was|were|took|went|came|began|paid|bought|ran)$/;

const NEGATION = /^(?:not|never|nor|cannot)$|n't$/;
/** "I will not start before Friday" sets no end. */
const WAITS = /^(?:before|until|till|til)$/;

/** How the words before `start` lead up to a date. */
export function leadOf(tokens: readonly Token[], start: number): Lead {
  let at = start - 1;
  const word = (back = 0) => tokens[at - back]?.word ?? '';
  while (SOFTENERS.has(word()) || (word() === ',' && SOFTENERS.has(word(1)))) at--;
  if (word() === ',' && at < start - 1) at--;
  const determined = DETERMINERS.has(word());
  if (determined) at--;
  const held = WAITS.test(word()) && [1, 2, 3].some((back) => NEGATION.test(word(back)));
  return { kind: held ? 'no' : kindOf(word(), word(1), word(2)), word: word(), determined };
}

function kindOf(word: string, before: string, first: string): Lead['kind'] {
  const denied = NEGATION.test(before);
  if (word === 'than') return before === 'later' && /^(?:no|not)$/.test(first) ? 'deadline' : 'no';
  if ((word === 'of' && before === 'ahead') || (word === 'to' && before === 'prior')) return 'deadline';
  if (word === 'for' && before === 'time') return 'deadline';
  if (DEADLINE.has(word)) return denied ? 'no' : 'deadline';
  if (ABOUT.has(word)) return 'about';
  if (NOT_DUE.has(word)) return 'no';
  if (ON.has(word)) return denied || (PERSON.test(first) && PAST_VERB.test(before)) ? 'no' : 'on';
  return 'none';
}

/**
 * The follower of a date phrase: a noun whose name it is part of, a thing that it owns ("Friday's notes"), or
 * another.
 */
export function followerOf(tokens: readonly Token[], end: number): 'noun' | 'owned' | 'other' {
  const token = tokens[end];
  if (token?.word === "'s") return 'owned';
  if (token === undefined || !/^\p{L}/u.test(token.word)) return 'other';
  const { word } = token;
  return FUNCTION_WORDS.has(word) || FOLLOWERS.has(word) || word.endsWith('ly') ? 'other' : 'noun';
}
