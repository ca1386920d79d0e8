/** Things that are bad by their name; it is good to have none of them. */
const TROUBLE = oneOf(
  'problems?|issues?|errors?|bugs?|complaints?|troubles?|outages?|glitch(?:es)?|crash(?:es)?|hiccups?|downtimes?|delays?',
  'mistakes?|failures?|faults?|flaws?|hassles?|fuss|drama|regrets?|worr(?:y|ies)|concerns?|objections?|headaches?|difficult(?:y|ies)',
  'defects?|incidents?|surprises|drawbacks?|downsides?|damage|pain|stress|interruptions?|disruptions?|breakdowns?|snags?|friction',
  'confusion|blockers?|nonsense|regressions?|weak(?:ness(?:es)?| points?|spots?)',
);
const MENDED = '(?:solved|fixed|resolved|addressed|handled|repaired)';
/** "No error message" is no praise, nor is "no problem was solved" and "no issues until last week". */
const TROUBLE_ITSELF =
  '(?![- ](?:messages?|codes?|handling|logs?|reports?|track\\w+|tickets?|solving|management|until|till|before|except|other than))' +
  `(?! (?:\\w+ ){0,2}(?:${MENDED}|shown|displayed|logged)\\b)`;
const SIZE =
  '(?:(?:more|real|major|big|bigger|serious|further|technical|single|significant|other|such|noticeable|particular|new|open|known|additional) ){0,2}';
const ONE = '(?:a single |one single |a |an |any |one )?';
const MET = oneOf(
  'had|have|has|having|been|noticed?|hit|heard of|received?|see|seen|saw|seeing|experienced?|encounter(?:ed)?|face[ds]?',
  'ran into|run into|found|find|get|got|gives? us|gave us|caused?|causes',
);
const NOT = "(?:not|\\w+n't|cannot)";
const NEVER = `(?:never|${NOT}(?: yet| ever| really| even)?)`;
const NOBODY = `(?:never|${NOT}|no longer|hardly ever|rarely|nobody|no one|nothing|stopped)`;
const CANNOT = "(?:couldn't|could not|can't|cannot|can not)";
const GOOD = oneOf(
  'good|great|fast|quick|quickly|easy|simple|useful|helpful|accurate|smooth|smoothly|powerful|smart|clever|cool|nice|impressive',
  'productive|efficient|reliable|intuitive|affordable|beautiful|happy|pleased|proud|fun|well|excited|precise|stable',
);
const WISHED = oneOf(
  'ideal|perfect|satisfied|ready|acceptable|clear|cheap|straightforward|usable|functional|user-friendly',
);
const BAD = oneOf(
  'slow|slowly|expensive|complicated|complex|confusing|hard|difficult|long|late|unreliable|buggy|bad|disappoint(?:ed|ing)',
  'frustrat(?:ed|ing)|annoy(?:ed|ing)|clunky|unhappy|poor|unstable|painful|wrong|overpriced|useless|boring',
);
const EXTREMELY = oneOf(
  'insanely|crazy|ridiculously|wickedly|wicked|stupidly|scarily|scary|freakishly|terribly|awfully|frighteningly|dangerously',
  'obscenely|absurdly|dead|damn|bloody|freaking|fucking|mad|unbelievably|killer',
);
const SURPASSED =
  '(?:better|happier|easier|smoother|simpler|prouder|nicer|clearer|faster|smarter|friendlier|(?:any )?more|for (?:a |any )?(?:better|more))';
const BE_MORE =
  '(?:be|get|have been|have gone|have asked|ask|wish|hope|imagine|have (?:wished|hoped|worked|run)|run|work)';
const UPSET =
  '(?:disappoint|frustrat|annoy|unhapp|confus|wrong|complicat|difficult|useless|pain|upset|angry|expensive)';

/** Praise in words that stand for trouble, and idioms. */
export const PRAISE: RegExp = anyOf([
  `(?:no|zero|hardly any|barely any|without|free (?:of|from)|${NOT} (?:a|an|one|any)) ${ONE}${SIZE}${TROUBLE}\\b${TROUBLE_ITSELF}(?: at all| whatsoever| so far)?`,
  `${NEVER} (?:\\w+ )?${MET} (?:into )?${ONE}${SIZE}${TROUBLE}\\b${TROUBLE_ITSELF}`,
  `(?:none of (?:\\w+ ){1,3}|nobody (?:\\w+ )?|no one (?:\\w+ )?|yet to )${MET} (?:into )?${ONE}${SIZE}${TROUBLE}\\b${TROUBLE_ITSELF}`,
  `(?:fewer|less|no more) (?:\\w+ )?${TROUBLE}\\b`,
  '(?:hassle|trouble|problem|error|bug|pain|stress|worry|risk|glitch)-free\\b',
  `sav(?:e|es|ed|ing) (?:\\w+ ){0,4}(?:${TROUBLE}|time|hours|days|work|money|effort)\\b`,
  'tak(?:es|ing) the (?:pain|stress|work|hassle) out of\\b',
  `${TROUBLE} (?:is|are|was|were|has been|have been|got|that was) (?:\\w+ ){0,2}(?:${MENDED}|gone|sorted|history)\\b`,
  `(?:solved|solves|fixed|fixes|resolved) (?:\\w+ ){0,2}${TROUBLE}\\b`,
  `${NOBODY}(?: (?:once|even|ever|really|yet|is|has|was|are)){0,2} (?:crash(?:es|ed|ing)?|fail(?:s|ed|ing)?(?! to (?:dis|crash))|break(?:s|ing)?|broken?)\\b`,
  `${NOBODY}(?: (?:once|even|ever|really|yet|is|has|was|are)){0,2} (?:complain(?:s|ed|ing)?(?! to\\b)|disappoint(?:s|ed|ing)?|regret(?:s|ted)?|annoy(?:s|ed)?|let(?:s|ting)? (?:us|me|you|any\\w+) down)\\b`,
  `${NOBODY}(?: (?:once|even|ever|really|yet|is|has|was|are)){0,2} (?:go(?:es)? down|gone down|went down|freez(?:e|es|ing)|frozen?|lag(?:s|ged)?|(?:miss|skip)(?:es|ed|s|ped)? a beat)\\b`,
  'nothing (?:(?:is |was |went )?(?:broken|wrong|missing|lost)|(?:bad|negative) to (?:say|report)|but (?:praise|good|love|positive))\\b',
  'nothing (?:\\w+ )?to (?:complain|worry|criticis\\w+|criticiz\\w+|grumble)(?: about)?\\b',
  `${CANNOT} (?:possibly |really )?${BE_MORE}(?: \\w+){0,2}? ${SURPASSED}\\b(?! ${UPSET})(?! (?:time|money))`,
  `${CANNOT} (?:be beat(?:en)?|beat (?:it|that|this)|go wrong|fault|wait (?:to|for|until)|agree more|imagine (?:\\w+ ){0,2}without|(?:live|do|work) without)\\b`,
  `${CANNOT} (?:say (?:a|one) bad (?:word|thing)|thank (?:you|them) enough|(?:recommend|praise) (?:\\w+ ){1,4}enough|get enough of)\\b`,
  "(?:can't|cannot|couldn't|don't) (?:say|find|see) (?:anything|something) (?:bad|wrong|negative)\\b",
  "(?:wouldn't|would not|won't|don't|never) (?:\\w+ )?(?:change (?:a|one|any)(?: single)? ?thing|want to (?:miss|go back|lose)|trade (?:it|this|that|you)|go back to|look(?:ed)? back)\\b",
  '(?:never|ever) (?:been|felt|worked|had it) (?:happier|better|easier|faster|smoother|so (?:easy|good|simple|happy|smooth|fast))\\b',
  "doesn't get (?:any |much )?better than\\b",
  `${NOT} (?:too |so |that |half |at all |really |a |as )?bad\\b(?: at all)?`,
  `${NOT} (?:too |very |that |all that |so |at all |really |overly |even )?(?:hard|difficult|complicated|complex|slow|painful|confusing|expensive)\\b(?! enough)(?: at all| any ?more| any longer)?`,
  '(?:anything but|far from) (?:bad|slow|boring|difficult|complicated|expensive|hard)\\b',
  `${EXTREMELY} ${GOOD}\\b`,
  '(?:killer|sick) (?:feature|app|application|product|argument|demo|deal|combination|combo|update|tool|team|job|performance|value|price|content|idea|release|function|use case|design)s?\\b',
  '(?:no[- ]brainer|game[- ]?changer|life[- ]?saver|time[- ]?saver|mind[- ]blowing|bad-?ass|second to none|hard to (?:beat|fault)|unbeatable)\\b',
  'without a hitch|like (?:a (?:charm|dream)|clockwork)|worth every (?:penny|cent|dollar|euro|pound)|weight in gold|a breeze|piece of cake',
  'to die for|over the moon|cloud nine|sliced bread|spot[- ]on|flying colou?rs|above and beyond|night and day|not (?:too )?shabby',
  '(?:flawless|painless|seamless|effortless)(?:ly)?\\b',
  '(?:kill(?:s|ed|ing)|crush(?:es|ed|ing)|nail(?:s|ed|ing)|smash(?:es|ed|ing)) it\\b',
  '(?:blew|blown|blows) (?:\\w+ )?(?:away|minds?|\\w+ mind)\\b|knock(?:s|ed) (?:it out of the park|(?:our|my|their) socks off)',
  'saved (?:my|our) (?:life|lives|day|bacon|skin)\\b|(?:exceeds?|exceeded|beyond) (?:all |our |my |all our )?expectations\\b',
  '(?:ticks?|checks?) (?:all|every) (?:the |of the |our )?(?:right )?box(?:es)?\\b',
  "lost without (?:it|you|them)\\b|(?:(?:don't|wouldn't|not) )?(?:know|imagine) what (?:\\w+ ){0,2}do without\\b",
  'never (?:gets old|ceases to (?:amaze|impress))\\b|nothing (?:beats|(?:I|we) (?:would|want to) change|comes close)\\b',
  'no (?:other )?\\w+ comes close\\b|no better (?!than|off|at)\\w+|stopped (?:losing|missing|chasing)\\b',
  'no more (?:waiting|guessing|spreadsheets|chaos|chasing|paperwork|manual \\w+)\\b',
]);

/** Complaints that hold no word of feeling, or a friendly one. */
export const COMPLAINT: RegExp = anyOf([
  `not without (?:its |some |a few |any |their )?(?:\\w+ )?${TROUBLE}\\b`,
  `(?:nothing but|no end (?:of|to)|no shortage of|no lack of|full of|plagued (?:by|with)) (?:the |our |these )?(?:\\w+ )?${TROUBLE}\\b`,
  `(?:no|${NOT} an?) (?:small|minor|little|trivial|isolated) ${TROUBLE}\\b|${NOT} (?:just|only|merely)(?: an?)? ${TROUBLE}\\b`,
  `(?:no|not a(?: single)?|not one|none of (?:the|our)) (?:\\w+ )?${TROUBLE} (?:\\w+ ){0,2}${MENDED}\\b`,
  `one ${TROUBLE} after (?:another|the other)\\b|more trouble than (?:it|they)\\b`,
  'not a (?:single )?(?:day|week|month|call|meeting|order|delivery)(?: \\w+){0,2} without\\b',
  `${CANNOT} (?:go|get through|have) a (?:single )?(?:day|week|month|call|meeting) without\\b`,
  `${CANNOT} (?:be|get|have been|have gone)(?: any| much)? worse\\b|could hardly be worse\\b|couldn't care less\\b`,
  `${CANNOT} be (?:any )?more ${UPSET}\\w*`,
  'never been (?:worse|slower|so (?:bad|slow|frustrat\\w+|disappoint\\w+|unhappy|angry))\\b',
  'could (?:really |definitely |certainly )?(?:be|have been|have gone) (?:a lot |much |a bit )?(?:better|smoother|clearer)\\b',
  '(?:sick(?: and tired)?|tired) of\\b|fed up\\b|had (?:enough|it) (?:of|with)\\b|have had enough\\b|enough is enough\\b|(?:last|final) straw\\b',
  'no good\\b(?! reason)|good for nothing\\b|no (?:use|help)\\b(?: at all)?|never again\\b|no (?:better|improvement)\\b(?! way| place| time| tool)',
  `${NOT} (?:much|any|a lot of|of much) (?:use|help|good)\\b|${NOT} (?:good|fast|reliable|stable|clear) enough\\b`,
  `${NOT} (?:very |really |too |so |at all |exactly |particularly |entirely |completely |that |all that |even |remotely ){0,2}(?:happy|satisfied|pleased|impressed|thrilled|amused|convinced|great|ideal|helpful|useful|acceptable|reliable|fair|good|user-friendly|intuitive)\\b`,
  `${NOT} (?:really |even )?(?:worth (?:it|the|our|my|that)|up to (?:scratch|par|standards?|the (?:job|mark)))\\b`,
  'not what (?:we|I) (?:\\w+ )?(?:expected|wanted|asked|ordered|paid|promised|signed|need)\\b',
  'less than (?:ideal|happy|impressed|satisfied|perfect|helpful|great|stellar|thrilled|reliable|optimal)\\b',
  `(?:anything but|far from|nowhere near|hardly|barely) (?:${GOOD}|${WISHED}|finished|works?|worked|seamless|flawless|painless|worth)\\b`,
  `${NOT} exactly (?:${GOOD}|${WISHED})\\b`,
  '(?:hardly|barely|rarely|seldom) ever (?:works?|worked|answers?|responds?|opens?|loads?)\\b',
  `${EXTREMELY} ${BAD}\\b`,
  'leaves? (?:a lot|much|something|a great deal|quite a bit) to be desired\\b|pain in the (?:neck|ass|butt|backside)\\b',
  'waste of (?:time|money|our|my|resources|everyone)\\b|(?:unusable|unreliable|useless|unbearable|intolerable)\\b',
  'a (?:real |complete |total |huge |big |bit of a |absolute |bloody )?(?:nightmare|disaster|mess|joke|rip-?off|scam|let-?down|catastrophe|fiasco|train wreck|farce|disgrace)\\b',
  "(?<!never |n't |not |no longer )(?:let(?:s|ting)?|leaves?) (?:us|me|our \\w+|everyone|the team) (?:down|hanging|in the lurch)\\b",
  "falls? short\\b|fell short\\b|half-baked\\b|hit (?:and|or) miss\\b|bad to worse\\b|wits?'? end\\b|end of (?:my|our) (?:rope|tether|patience)\\b",
  '(?:drives?|driving|drove) (?:me|us|everyone|everybody|the \\w+) (?:crazy|mad|nuts|insane|up the wall)\\b',
  "(?:running out of|lost|losing) (?:our |my )?patience\\b|(?:can't|cannot) stand\\b|wish (?:we|I) (?:had never|hadn't|had not)\\b",
  "(?<!n't |not |never |no )regret (?:buying|signing|choosing|switching)\\b",
  'never (?:works?|worked|on time|fails to disappoint|answers?|repl(?:y|ies)|responds?|calls? back)\\b',
  'never (?:gets?|got|hear|heard|receive[ds]?) (?:\\w+ )?(?:answers?|repl(?:y|ies)|response|back|feedback|help)\\b',
  '(?:nobody|no one) ever (?:answers?|repl\\w+|responds?|calls?|helps?|listens?)\\b',
  "(?:isn't|aren't|is not|are not|still not|stopped) working\\b|doesn't do what\\b",
  '(?:crash(?:es|ed)|fail(?:s|ed)|breaks?|broke|freezes|froze) (?:again|all the time|every|constantly|on us|daily|twice)\\b',
  '(?:is|are|was|were|went|goes|going) down (?:again|twice|every|all the time|three times|for hours)\\b',
  "(?:can't|cannot|couldn't|wouldn't|would not) recommend\\b(?! (?:\\w+ ){1,4}(?:enough|more))",
]);

function oneOf(...lists: string[]): string {
  return `(?:${lists.join('|')})`;
}

function anyOf(sources: readonly string[]): RegExp {
  return new RegExp(sources.map((source) => `\\b(?:${source})`).join('|'), 'gi');
}
