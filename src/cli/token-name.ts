import { isUuid } from '../base/uuid.ts';
import type { TokenName } from '../domain/tokens/change-token.ts';
import { tokenPrefix } from '../domain/tokens/token-format.ts';

/** By an id, or by a prefix, for which a whole token may stand. */
export function tokenName(named: string): TokenName | null {
  if (isUuid(named)) return { id: named.toLowerCase() };
  const [, lookup] = /^(?:mt_)?([a-z0-9]{8})(?:[A-Za-z0-9]{38})?$/.exec(named) ?? [];
  return lookup === undefined ? null : { lookup };
}

/** As named, but no secret. */
export function shownName(named: string): string {
  const name = tokenName(named);
  return name && 'lookup' in name ? tokenPrefix(name.lookup) : named;
}
