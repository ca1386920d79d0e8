/** Verbs whose result somebody will wait for. */
const STRONG_VERBS =
  'send|resend|share|prepare|set up|schedule|reschedule|book|write up|write|draft|e-?mail|forward|arrange|organi[sz]e|' +
  'finish|complete|finali[sz]e|update|circulate|distribute|put together|order|submit|follow up|get back to|' +
  'invite|introduce|deliver|come back to|report back|loop in|reach out to|book in|sign|file|upload|translate|compile|' +
  'ship|text|ping|message|refund|credit|pass on|pass along|let (?:you|him|her|them|everybody|everyone) know|drop (?:you|him|her|them)|' +
  'dig out|dig up|pull together|pull up|raise|log|cancel|reserve|quote|type up|copy|pay|transfer|amend|correct|revise|publish|return|replace';
/** Verbs that are work only beside a date or a person. */
const PLAIN_VERBS =
  'check|confirm|review|contact|ask|fix|research|investigate|collect|gather|talk to|talk with|speak to|speak with|look into|' +
  'find out|work on|think about|come up with|design|build|test|present|implement|install|call|phone|ring|meet|add|' +
  'provide|bring|run|post|escalate|chase|handle|take care of|make sure|ensure|get|give|have|create|do|make|sort out|' +
  'discuss|read|try|start|move|change|plan|visit|take|put';
const BETWEEN =
  '(?:(?:also|then|have to|need to|definitely|certainly|personally|again|go ahead and|try (?:and|to)|be sure to|just|actually) )*';
const VERB = `${BETWEEN}(?<verb>${STRONG_VERBS}|${PLAIN_VERBS})\\b`;
/** Where a commitment may begin: at the start, behind a comma, or behind the date that opens the sentence. */
const OPENING_DATE =
  '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|(?:hour|day|week|fortnight|month|quarter|year)s?|now|noon|' +
  'midnight|morning|afternoon|evening|end|time|next|eo[dbmqwy]|cob|january|february|march|april|may|june|july|august|' +
  'september|october|november|december|christmas|\\d+(?:st|nd|rd|th)?|[ap]\\.?m\\.?|\\w+th|first|second|third)';
const CLAUSE = `(?:^|[,;.] |\\b${OPENING_DATE} |\\b(?:and|so|then|but|yes|sure|okay|think|guess|afterwards) )`;

export interface ActionPattern {
  pattern: RegExp;
  /** The doer: the speaker, the one who is spoken to, the one in the group `name`, or a role or several people. */
  doer: 'speaker' | 'addressed' | 'named' | 'group';
  base: number;
  /** Only an offer until somebody takes it. */
  offer?: true;
}

const PROMISE = "(?:I will|I'll|I am going to|I'm going to)";
const WE_PROMISE = "(?:we will|we'll|we're going to|we are going to)";
const REQUEST = '(?:can|could|would|will) you';
const WISH =
  "(?:I need you to|(?:I'd|I would) like you(?: guys| all)? to(?: do is)?|I want you to|would you mind|you need to|don't forget to|remember to)";
const ORDER = "(?:you will|you'll|you are going to|you're going to)";
const OFFER = 'I (?:can|could)';
const DOING = '(?:work|think|design|look|prepar|writ|creat|build|research|present|draft|test)ing';
const ROLE =
  '(?:the|our|your) (?:\\w+ ){0,3}(?:designers?|experts?|managers?|engineers?|developers?|team|lead|department|board|lawyers?|accountant|office)';

/** Ways of taking work on or handing it out; the doing verb is the group `verb`, a named doer the group `name`. */
const ACTION_PATTERNS: ActionPattern[] = [
  {
    pattern:
      /\bI (?:do not|don't|cannot|can't) (?:know|say|remember) (?<thing>(?:the|whether|if|when|how|which|what|where) .{4,}?)(?: by heart| right now| offhand)?,? (?:so|but) (?:let me|I will|I'll) (?<verb>find out|check|ask|look into)\b/i,
    doer: 'speaker',
    base: 2.3,
  },
  { pattern: clause(`${PROMISE} ${VERB}`), doer: 'speaker', base: 1.6 },
  { pattern: clause(`let me ${VERB}`), doer: 'speaker', base: 0.9, offer: true },
  { pattern: clause(`${OFFER} ${VERB}`), doer: 'speaker', base: 0.8, offer: true },
  { pattern: clause(`${WE_PROMISE} ${VERB}`), doer: 'speaker', base: 0.8 },
  { pattern: new RegExp(`\\bplease ${VERB}`, 'i'), doer: 'addressed', base: 2 },
  {
    pattern: new RegExp(`\\b${REQUEST} (?:please |kindly |maybe )?${VERB}`, 'i'),
    doer: 'addressed',
    base: 1.7,
  },
  { pattern: new RegExp(`\\b${WISH} ${VERB}`, 'i'), doer: 'addressed', base: 1.7 },
  { pattern: clause(`${ORDER} ${VERB}`), doer: 'addressed', base: 1 },
  {
    pattern: clause(`${ORDER} be (?:\\w+ )?(?<verb>${DOING})\\b`),
    doer: 'addressed',
    base: 1.6,
  },
  {
    pattern: new RegExp(
      `(?<name>[A-Z][\\w'-]+(?: [A-Z][\\w'-]+)?),? (?:will|is going to|needs to|has to|to) ${VERB}`,
    ),
    doer: 'named',
    base: 1.9,
  },
  {
    pattern: new RegExp(
      `\\b(?:${ROLE}|you (?:two|guys|both|all)|each of you|everybody|everyone) (?:will|is going to|are going to|needs? to|has to|have to|should) ${VERB}`,
      'i',
    ),
    doer: 'group',
    base: 1.3,
  },
  {
    pattern: new RegExp(
      `\\b(?:${ROLE}|you (?:two|guys|both|all)|[A-Z]\\w+) (?:will|is going to|are going to) be (?:\\w+ )?(?<verb>${DOING})\\b`,
    ),
    doer: 'group',
    base: 1.6,
  },
];
const UNCALLED_DOER = ACTION_PATTERNS.filter(({ doer }) => doer === 'named' || doer === 'group');
/** Every other pattern has one of these in it, and most sentences have none. */
const COMMITTING = new RegExp(
  `\\b(?:let me|please|${[PROMISE, OFFER, WE_PROMISE, REQUEST, WISH, ORDER].join('|')}) `,
  'i',
);

/** The patterns that a text may match, in the order in which they are tried. */
export function patternsFor(text: string): ActionPattern[] {
  return COMMITTING.test(text) ? ACTION_PATTERNS : UNCALLED_DOER;
}

const STRONG = new RegExp(`^(?:${STRONG_VERBS})$`, 'i');

/** Whether a doing verb by itself promises a result. */
export function isStrongVerb(verb: string): boolean {
  return STRONG.test(verb);
}

function clause(rest: string): RegExp {
  return new RegExp(`(?<lead>${CLAUSE})${rest}`, 'i');
}
