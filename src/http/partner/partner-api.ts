import { tokenPrefix } from '../../domain/tokens/token-format.ts';
import type { Api } from '../api/api.ts';
import type { Contract, Operation } from '../api/contract.ts';
import type { Context } from '../context.ts';
import { admit, bearerText, type Caller, limitHeaders, permissionOf, refusalOf } from './caller.ts';
import { chargeRead } from './daily-quota-charge.ts';
import { operations } from './operations.ts';

export const partnerPrefix = '/api/v1/rest';

/** The documented API: tokens with scopes, limits by minute and by day, `_meta` in every answer. */
export function partnerApi(context: Context, contract: Contract): Api<Caller> {
  const permissions = new Map(contract.operations.map((operation) => [operation, permissionOf(operation)]));
  const permission = (operation: Operation) => permissions.get(operation) ?? permissionOf(operation);
  return {
    prefix: partnerPrefix,
    contract,
    handlers: operations,
    largestBodyBytes: 64 * 1024,
    async admit({ headers }, operation) {
      const admission = await admit(context, bearerText(headers.authorization));
      const { caller } = admission;
      if (!caller) return { ...admission, headers: {}, names: null };
      const { token } = caller;
      const shown = {
        headers: limitHeaders(caller, context.databaseClock.now()),
        names: { tokenPrefix: tokenPrefix(token.lookup), accountId: token.accountId },
      };
      const refusal =
        admission.kind === 'refused'
          ? admission.refusal
          : operation && refusalOf(permission(operation), token);
      return refusal ? { kind: 'refused', refusal, ...shown } : { kind: 'admitted', caller, ...shown };
    },
    charge: (caller, operation, conversationId) =>
      permission(operation).countsTowardQuota ? chargeRead(context, caller, conversationId) : null,
    ending({ token }, now, ignored) {
      const told = ignored.length === 0 ? '' : `,"ignored_parameters":${JSON.stringify(ignored)}`;
      return `,"_meta":{"token_prefix":"${tokenPrefix(token.lookup)}","timestamp":"${now.toISOString()}"${told}}}`;
    },
  };
}
