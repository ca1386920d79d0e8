import { parseArgs } from 'node:util';
import { printUnderstanding } from './understanding/report.ts';

/** `node bench/understanding.ts [--against FOLDER]`: findings beside those of people, of this tree and of another one. */
const { values } = parseArgs({ options: { against: { type: 'string' } } });
await printUnderstanding(values.against);
