import { parseArgs } from 'node:util';
import { type Lane, lanes } from '../jobs/kinds.ts';

const processRoles = ['all', 'api', 'worker'] as const;
/** The work of one process: answer the partner API, run the jobs, or both. */
export type ProcessRole = (typeof processRoles)[number];

/** The part of the work that one process does. */
export interface ProcessPart {
  role: ProcessRole;
  /** Whose jobs it runs; none where it only answers. */
  lanes: readonly Lane[];
}

export type RoleResult = ({ kind: 'ok' } & ProcessPart) | { kind: 'fault'; message: string };

/** The arguments after src/main.ts → the role, `all` unless told, and its lanes, or what is wrong with them. */
export function readRole(args: string[]): RoleResult {
  const options = {
    role: { type: 'string', default: 'all' },
    lanes: { type: 'string', multiple: true },
  } as const;
  const { values, tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const foreign = tokens.find((token) => token.kind !== 'option' || !Object.hasOwn(options, token.name));
  if (foreign) return fault(`argument_unknown: ${args[foreign.index]}; there are only --role= and --lanes=`);
  const role = processRoles.find((known) => known === values.role);
  if (role === undefined) return fault(`role_unknown: --role must be one of ${processRoles.join(', ')}.`);
  if (values.lanes === undefined) return { kind: 'ok', role, lanes: role === 'api' ? [] : lanes };
  if (role === 'api') return fault('lanes_without_jobs: --role=api runs no jobs; leave --lanes out.');
  const wanted = [values.lanes].flat().join().split(',');
  if (wanted.some((name) => !lanes.some((lane) => lane === name)))
    return fault(`lane_unknown: --lanes must be some of ${lanes.join(', ')}, with commas between them.`);
  return { kind: 'ok', role, lanes: lanes.filter((lane) => wanted.includes(lane)) };
}

function fault(message: string): RoleResult {
  return { kind: 'fault', message };
}

/** As the log names it: lanes only where some were chosen. */
export function partNames({ role, lanes: own }: ProcessPart): Partial<ProcessPart> {
  return own.length > 0 && own.length < lanes.length ? { role, lanes: own } : { role };
}
