import { COMPLAINT, PRAISE } from './feeling-phrases.ts';

/** "No doubt": nothing is doubted, and nobody praises. */
const NEITHER =
  /\b(?:no|without(?: a)?|beyond(?: a)?) (?:doubt|wonder|question|pressure|rush|hurry|harm|big deal|worries)\b/gi;
const DENIED = /(?:\b(?:not|never|hardly|no longer|nobody|without)|n't)(?: \w+){0,2} $/i;
const HARDLY = /(?:\b(?:far from|anything but|not exactly|hardly|nowhere near|less than)) (?:a |an )?$/i;
/** "If it is not too expensive" and "it should be no problem" praise nothing yet. */
const SUPPOSED =
  /\b(?:if|unless|hope|hopefully|in case|as long as|assuming|provided|whether|should|must|ought to|pretend|make sure|so that)\b[^,.;!?]*$/i;
/** Where such words may stand before a phrase. */
const LEAD_CHARACTERS = 60;

interface Feeling {
  /** The words that are left, to be judged one by one. */
  rest: string;
  praise: boolean;
  complaint: boolean;
}

/**
 * Takes the praise and the complaints out of a statement that a lexicon of single words turns round. These are
 * negated trouble ("no errors"), negated comparatives ("couldn't be better") and idioms ("killer feature", "sick
 * of").
 */
export function spokenFeeling(text: string): Feeling {
  let praise = false;
  let complaint = false;
  const uncomplaining = text.replace(COMPLAINT, (match: string, offset: number) => {
    if (DENIED.test(leadOf(text, offset))) return match;
    complaint = true;
    return ' ';
  });
  const rest = uncomplaining.replace(PRAISE, (_: string, offset: number) => {
    const lead = leadOf(uncomplaining, offset);
    const doubted = HARDLY.test(lead);
    complaint ||= doubted;
    praise ||= !doubted && !DENIED.test(lead) && !SUPPOSED.test(lead);
    return ' ';
  });
  return { rest: rest.replace(NEITHER, ' '), praise, complaint };
}

function leadOf(text: string, offset: number): string {
  return text.slice(Math.max(0, offset - LEAD_CHARACTERS), offset);
}
