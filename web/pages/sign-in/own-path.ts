/** Where to go after signing in: a path of ours, never another site that somebody put into the link. */
export function ownPath(next: string | null): string {
  if (!next?.startsWith('/')) return '/';
  const { origin, pathname, search } = new URL(next, location.origin);
  return origin === location.origin ? pathname + search : '/';
}
