import { parseArgs } from 'node:util';

const processRoles = ['all', 'api', 'worker'] as const;
/** The work of one process: answer the partner API, run the jobs, or both. */
export type ProcessRole = (typeof processRoles)[number];

export type RoleResult = { kind: 'ok'; role: ProcessRole } | { kind: 'fault'; message: string };

/** The arguments after src/main.ts → the role, `all` unless told, or what is wrong with them. */
export function readRole(args: string[]): RoleResult {
  const options = { role: { type: 'string', default: 'all' } } as const;
  const { values, tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const foreign = tokens.find((token) => token.kind !== 'option' || token.name !== 'role');
  if (foreign)
    return { kind: 'fault', message: `argument_unknown: ${args[foreign.index]}; there is only --role=` };
  const role = processRoles.find((known) => known === values.role);
  if (role === undefined)
    return { kind: 'fault', message: `role_unknown: --role must be one of ${processRoles.join(', ')}.` };
  return { kind: 'ok', role };
}
