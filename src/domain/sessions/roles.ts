/** From the least to the greatest: each may do what those before it may. */
export const roles = ['member', 'manager', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];

export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
