import type { Api } from '../api/api.ts';
import type { Contract, Operation } from '../api/contract.ts';
import type { Context } from '../context.ts';
import { admitToApp, leastRole, type Need, type Visitor } from './caller.ts';
import { operations } from './operations.ts';

const appPrefix = '/api/v1';

/** The web app's API: sessions with roles. Partner tokens are nothing here. */
export function appApi(context: Context, contract: Contract): Api<Visitor> {
  const needs = new Map(contract.operations.map((operation) => [operation, needOf(operation)]));
  return {
    prefix: appPrefix,
    contract,
    handlers: operations,
    largestBodyBytes: 64 * 1024,
    async admit(shown, operation) {
      const need = (operation && needs.get(operation)) ?? { role: 'member', changes: false };
      const admission = await admitToApp(context, shown, need);
      const session = admission.caller && 'session' in admission.caller ? admission.caller.session : null;
      const names = session && { userId: session.user.userId, accountId: session.key.accountId };
      if (admission.kind === 'refused')
        return { kind: 'refused', refusal: admission.refusal, headers: {}, names };
      return { kind: 'admitted', caller: admission.caller, headers: {}, names };
    },
  };
}

function needOf(operation: Operation): Need {
  return { role: leastRole(operation), changes: operation.method !== 'get' };
}
