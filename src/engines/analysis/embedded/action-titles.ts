import { titleOf } from './phrase-title.ts';

/** The people that are meant, for words such as "me" and "you". */
export interface ActionParties {
  speakerName: string | null;
  /** The one who does it. */
  owner: string | null;
  /** The other side of a conversation between two, or the one who is called by name. */
  addressed: string | null;
  isDated: boolean;
}

const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
/** The day stands beside the title already. */
const WHEN = new RegExp(
  `,? (?:(?:by|on|before|until|till|not later than|no later than|at the latest by|around|first thing|sometime|latest)? ?(?:the )?(?:(?:next|this|coming|following) )?(?:${DAY}|today|tonight|tomorrow|week|end of (?:the |this |next )?(?:day|week|month|quarter)|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?|the \\w+(?:st|nd|rd|th))(?: (?:morning|afternoon|evening|noon|night|at the latest|latest))?)$`,
  'i',
);
const IDLE_END =
  /,? (?:then|too|as well|also|again|please|okay|right|for sure|if (?:that's|that is|you(?:'re)?) (?:okay|all ?right|fine|like|want)|right away|straight ?away|right after this|as soon as (?:possible|I can)|and (?:so on|stuff|things))$/i;
/** The title is of one deed: a second one begins an item of its own, and reasons are no part of it. */
const SECOND_DEED =
  /,? (?:and then|then|and (?:I|we|you|they|he|she|that|then)|so that|so (?:you|we|I|they|it)|because|since|which|in case)\b.*$/i;
const GERUND = /^(\w+?)(ing)\b/i;
const GERUNDS: Record<string, string> = {
  working: 'Work',
  thinking: 'Think',
  designing: 'Design',
  looking: 'Look',
  preparing: 'Prepare',
  writing: 'Write',
  creating: 'Create',
  building: 'Build',
  researching: 'Research',
  presenting: 'Present',
  drafting: 'Draft',
  testing: 'Test',
};

/** A task as an order to its owner: "send you the offer by Friday" said by Erik to Maria is "Send Maria the offer". */
export function actionTitle(task: string, parties: ActionParties): string {
  let text = withoutCall(task, parties.addressed)
    .replace(/[\s.,;:!?]+$/, '')
    .replace(SECOND_DEED, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(IDLE_END, '');
    if (parties.isDated) text = text.replace(WHEN, '');
  }
  const opening = GERUND.exec(text)?.[0].toLowerCase();
  const ordered = opening && GERUNDS[opening] ? GERUNDS[opening] + text.slice(opening.length) : text;
  return titleOf(named(ordered, parties));
}

/** "Over to you, Colm" calls Colm; it tells nothing more. */
function withoutCall(task: string, addressed: string | null): string {
  const words = addressed?.split(/\s+/) ?? [];
  return task
    .split(/(?<=,) /)
    .filter((part, i) => i === 0 || !words.includes(part.replace(/[\s.,;:!?]+$/, '')))
    .join(' ');
}

/** Puts names in place of "you" and "me" where it is sure who they are. */
function named(text: string, { speakerName, owner, addressed }: ActionParties): string {
  const isOwn = owner !== null && owner === speakerName;
  const [speaker, other] = [firstName(speakerName), firstName(addressed)];
  const you = isOwn ? other : null;
  const me = isOwn ? null : speaker;
  const words: [RegExp, string | null][] = [
    [/\b(?:you guys|you all|you both|all of you|you two|everybody|everyone)\b/gi, isOwn ? 'everybody' : null],
    [/\byour\b/gi, you && possessive(you)],
    [/\byou\b/gi, you],
    [/\bmy\b/gi, me && possessive(me)],
    [/\bme\b/gi, me],
  ];
  return words.reduce((said, [word, name]) => (name === null ? said : said.replace(word, name)), text);
}

/** "Speaker 2" has no first name. */
function firstName(name: string | null): string | null {
  return name === null || /\d/.test(name) ? name : (name.split(/\s+/)[0] ?? null);
}

function possessive(name: string): string {
  return `${name}'s`;
}
