import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { plainLine } from './plain-line.ts';

/** Pino's number for it. */
const infoLevel = 30;

/** JSON lines on standard output; where that is a terminal, lines for people. */
export function createLogger(level: Config['logLevel']): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (process.stdout.isTTY)
    return pino(options, { write: (line: string) => process.stdout.write(`${plainLine(line)}\n`) });
  // Lines go out together, since a write for each costs a tenth of a short request: at once above info, else soon.
  const destination = pino.destination({ sync: true, minLength: 8_192, periodicFlush: 100 });
  // Runs after process.exit() and after an uncaught exception as well.
  process.on('exit', () => destination.flushSync());
  const hooks: pino.LoggerOptions['hooks'] = {
    logMethod(args, method, lineLevel) {
      method.apply(this, args);
      if (lineLevel > infoLevel) destination.flushSync();
    },
  };
  return pino({ ...options, hooks }, destination);
}
