// Tests of rooms below the command line look at the sentences that their refusals become there.
export { analysisSentences, faultSentence } from '../src/intake/sentences/fault-sentence.ts';
