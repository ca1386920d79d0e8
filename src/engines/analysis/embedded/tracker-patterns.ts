export type TrackerType = 'objection' | 'pricing' | 'competitor' | 'next_step' | 'risk';
type PatternedType = Exclude<TrackerType, 'competitor'>;

interface TrackerPattern {
  pattern: RegExp;
  weight: number;
  /** Said when bargaining: no sign of a bad mood. */
  bargaining?: true;
}

interface TrackerRules {
  /** Whether questions count as well as statements. */
  questions: boolean;
  /** Weights add up; a sentence is reported from 1 on. */
  patterns: TrackerPattern[];
}

/** The words that each tracker listens for. */
export const TRACKER_PATTERNS: Record<PatternedType, TrackerRules> = {
  objection: {
    questions: false,
    patterns: [
      {
        pattern:
          /(?<!(?:n't|\bnot)\s(?:[\w']+\s){0,3})\btoo (?:expensive|costly|pricey|slow|long|complicated|complex|difficult|much money|risky|early|big|rigid)\b/i,
        weight: 1,
      },
      {
        pattern:
          /\b(?:my|our|the|one|main|biggest|only) (?:main |biggest |only |real )?(?:concern|worry|worries|hesitation|objection|reservation)s?\b/i,
        weight: 1.2,
      },
      {
        pattern:
          /\b(?:I'm|I am|we're|we are|I was|they're) (?:a bit |a little |really |quite |very |still )?(?:worried|concerned|hesitant|upset|sceptical|skeptical|not convinced|not comfortable|unhappy|frustrated|not happy)\b/i,
        weight: 1.2,
      },
      {
        pattern:
          /\b(?:can't|cannot|couldn't|could not) (?:really )?(?:afford|justify|commit|sign|approve)\b/i,
        weight: 1.2,
      },
      {
        pattern:
          /\b(?:don't|do not|doesn't) (?:really )?(?:have (?:the|a|any|enough) (?:budget|time|resources|people)|see (?:the|how|why|any)|need (?:another|this|that|all)|work for (?:us|me))\b/i,
        weight: 1,
      },
      {
        pattern:
          /\b(?:out of|over|above|beyond|exceeds?) (?:our|the|my) budget\b|\bno budget\b|\bnot a priority\b|\bnot (?:really )?interested\b|\bdeal ?breaker\b/i,
        weight: 1.3,
      },
      {
        pattern:
          /\b(?:takes?|took|taking) (?:us )?(?:way |far |much )?(?:too long|forever)\b|\b(?:is|was|are|it's) (?:really |very |so )?(?:frustrating|painful|a pain|a nightmare)\b/i,
        weight: 1,
      },
      {
        pattern:
          /\b(?:the|my|our|one|only|biggest) (?:main |biggest |only |big )?(?:problem|issue|challenge) (?:is|was|with|for)\b(?! (?:\w+ ){0,2}(?:solved|fixed|resolved|gone|sorted)\b)/i,
        weight: 1,
      },
      {
        pattern: /\b(?:more|rather|quite|very|pretty) (?:expensive|pricey|costly)\b|\bis pricey\b/i,
        weight: 1,
        bargaining: true,
      },
      {
        pattern: /\b(?:we|I) (?:can't|cannot|must not) (?:have|risk|lose) (?:a|an|any|another)\b/i,
        weight: 1.1,
        bargaining: true,
      },
      {
        pattern: /\b(?:we|I) (?:don't|do not) want (?:to|a|an|two|another|any)\b/i,
        weight: 1,
        bargaining: true,
      },
      {
        pattern:
          /\b(?:legal|finance|procurement|security|compliance|management|(?:my|our|the) (?:boss|board|director|manager|cfo|ceo|works council|lawyers?|team)) (?:will not|won't|would not|wouldn't|cannot|can't|refuses? to) (?:\w+ )?\w+/i,
        weight: 1.1,
        bargaining: true,
      },
      { pattern: /\bfed up\b|\bdrives? (?:me|us) (?:crazy|mad)\b|\bunacceptable\b/i, weight: 1.1 },
      {
        pattern:
          /\bnot sure (?:it|this|that|we|they|whether|if) .{0,30}\b(?:worth|work|need|fit|budget|ready|afford)/i,
        weight: 1,
      },
    ],
  },
  pricing: {
    questions: true,
    patterns: [
      { pattern: /[$€£]\s?\d|\b\d[\d,.]* ?(?:dollars?|euros?|pounds?|usd|eur|gbp|cents|k\b)/i, weight: 1.5 },
      {
        pattern:
          /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|million) (?:dollars?|euros?|pounds?)\b/i,
        weight: 1.5,
      },
      { pattern: /\bper (?:seat|user|month|year|licen[cs]e|head|unit)\b/i, weight: 0.7 },
      {
        pattern:
          /\b(?:pricing|discounts?|list price|selling price|price (?:is|was|point|list|for|of)|licen[cs]e fees?|quotation|price tag|prices?)\b/i,
        weight: 1,
      },
      {
        pattern:
          /\b(?:our|your|the|a|annual|total|production|unit) (?:budget|costs?)\b|\bbudget (?:is|of|for)\b/i,
        weight: 0.6,
      },
      {
        pattern:
          /\b(?:how much (?:does|do|is|would|will)|what (?:does|would|will) (?:it|that|this) cost|it costs?|would cost|will cost)\b/i,
        weight: 1,
      },
      { pattern: /\b(?:expensive|cheaper|affordable|invoice|upfront|afford)\b/i, weight: 0.6 },
    ],
  },
  next_step: {
    questions: true,
    patterns: [
      { pattern: /\bnext steps?\b|\bfollow[- ]up (?:call|meeting|session)\b/i, weight: 1.3 },
      {
        pattern:
          /\b(?:schedule|book|arrange|set up|have|do|organi[sz]e) (?:a|an|another|the|our) (?:\w+ ){0,2}(?:call|meeting|demo|session|workshop|kick-?off|trial|pilot|review)\b/i,
        weight: 1,
      },
      {
        pattern:
          /\b(?:our|the) next (?:call|meeting|session)(?:'s| is| will)\b|\bmeet again\b|\breconvene\b|\btouch base\b/i,
        weight: 1.1,
      },
      {
        pattern:
          /\b(?:let's|we'll|we will|shall we|can we|could we) (?:meet|talk|speak|catch up|reconvene|move forward|go ahead)\b/i,
        weight: 0.7,
      },
      {
        pattern: /\b(?:how about|does|would|are you (?:free|available)|shall we say|see you|speak)\b/i,
        weight: 0.3,
      },
      {
        pattern: /\bsend (?:\w+ )?(?:the|an|a|our) (?:\w+ )?invit(?:ation|e)s?\b/i,
        weight: 1.2,
      },
      {
        pattern:
          /\b(?:start|begin|run) (?:a|an|the|your|our) (?:\w+ ){0,2}(?:trial|pilot|rollout|onboarding)\b/i,
        weight: 1,
      },
    ],
  },
  risk: {
    questions: false,
    patterns: [
      {
        pattern:
          /\b(?:at risk|(?<!\b(?:that|this|it) is |\b(?:that|this|it)'s )a (?:big |real |serious )?risk|risks? (?:is|of|that)|risky|jeopardi[sz]e|show-?stopper)\b/i,
        weight: 1.2,
      },
      // An acknowledgement ("that is a real risk") gives way to whatever states the risk itself.
      { pattern: /\b(?:that|this|it)(?: is|'s) a (?:big |real |serious )?risk\b/i, weight: 1 },
      {
        pattern:
          /\bif\b.{0,60}\b(?:goes wrong|go wrong|fails?|breaks?|slips?)\b.*\b(?:lose|losing|pay|stop|fine|leave)\b|\b(?:we|I|they) (?:would |will |could |might |may )lose \w+/i,
        weight: 1.5,
      },
      {
        pattern:
          /\bthreaten(?:s|ed|ing)? to (?:leave|cancel|quit|switch)\b|\bthinking (?:about|of) (?:cancelling|canceling|leaving|switching)\b|\b(?:we|I) (?:can|could|will|might|may) (?:cancel|terminate|leave)\b/i,
        weight: 1.3,
      },
      {
        pattern:
          /\b(?:miss|missed|missing|slip|behind) (?:the |our |that )?(?:deadline|schedule|target|launch|date)\b|\bbehind schedule\b/i,
        weight: 1.3,
      },
      { pattern: /\b(?:blocked (?:by|on)|blockers?|bottleneck|delayed|delays?)\b/i, weight: 1 },
      {
        pattern: /\b(?:cancel|churn|walk away|pull out|terminate) (?:the|our|their|this|if)?\b/i,
        weight: 0.7,
      },
      { pattern: /\b(?:contract|subscription|renewal|renew)\b/i, weight: 0.3 },
      {
        pattern:
          /\b(?:security|legal|compliance|privacy|procurement) (?:\w+ )?(?:concerns?|issues?|review|approval|problems?|sign-?off)\b/i,
        weight: 1,
      },
      {
        pattern:
          /\b(?:might|may|could) (?:not (?:be able|make|work|have)|fail|break|lose|cause (?:us )?(?:problems|issues|trouble))\b/i,
        weight: 1,
      },
      {
        pattern: /\b(?:won't|not) be (?:able|ready|possible|feasible|finished)\b|\bnot feasible\b/i,
        weight: 1,
      },
    ],
  },
};

/** All patterns of a tracker in one, because hardly a sentence matches any: one search instead of a dozen. */
const ANY_PATTERN: Record<PatternedType, RegExp> = {
  objection: anyOf(TRACKER_PATTERNS.objection),
  pricing: anyOf(TRACKER_PATTERNS.pricing),
  next_step: anyOf(TRACKER_PATTERNS.next_step),
  risk: anyOf(TRACKER_PATTERNS.risk),
};

/** The patterns of a tracker that a text matches. */
export function matchedPatterns(type: PatternedType, text: string): TrackerPattern[] {
  if (!ANY_PATTERN[type].test(text)) return [];
  return TRACKER_PATTERNS[type].patterns.filter(({ pattern }) => pattern.test(text));
}

function anyOf({ patterns }: TrackerRules): RegExp {
  return new RegExp(patterns.map(({ pattern }) => pattern.source).join('|'), 'i');
}
