import type { components } from '../../../contract/partner.types.ts';
import { logoPath } from '../../domain/accounts/logo.ts';
import type { Department, Team, User } from '../../domain/accounts/people.ts';
import type { Account } from '../../domain/accounts/queries.ts';

type Schemas = components['schemas'];

export function presentAccount(
  account: Account,
  publicUrl: string,
): Omit<Schemas['AccountResponse'], '_meta'> {
  const logo = logoPath(account);
  return {
    id: account.id,
    name: account.name,
    created_at: account.createdAt.toISOString(),
    updated_at: account.updatedAt.toISOString(),
    brand_name: account.brandName,
    brand_logo_url: logo === null ? account.brandLogoUrl : publicUrl + logo,
  };
}

export function presentUser({ id, name, email }: User): Schemas['User'] {
  return { id, name, email };
}

export function presentTeam({ id, name, members }: Team): Schemas['Team'] {
  return { id, name, members: members.map(presentUser) };
}

export function presentDepartment({ id, name }: Department): Schemas['Department'] {
  return { id, name };
}
