/** The kinds of meeting that a notetaker can be asked to join. */
export const platforms = ['google_meet', 'microsoft_teams', 'zoom', 'jitsi', 'janus', 'room'] as const;
export type Platform = (typeof platforms)[number];

interface Rule {
  platform: Platform;
  host: RegExp;
  path: RegExp;
}

const rules: readonly Rule[] = [
  {
    platform: 'google_meet',
    host: /^meet\.google\.com$/,
    path: /^\/[a-z]{3}-[a-z]{4}-[a-z]{3}$|^\/lookup\/[\w-]+$/,
  },
  {
    platform: 'microsoft_teams',
    host: /^teams\.microsoft\.com$/,
    path: /^\/(l\/meetup-join\/.+|meet\/\w+)$/,
  },
  { platform: 'microsoft_teams', host: /^teams\.live\.com$/, path: /^\/meet\/\w+$/ },
  {
    platform: 'zoom',
    host: /^([\w-]+\.)?zoom\.us$/,
    path: /^\/(j|w|s|wc)\/\d{9,12}(\/\w*)?$|^\/(my|wc\/join)\/[\w.-]+$/,
  },
  // A host of one's own is often named meet.…; what begins like another service's host is not taken for one.
  {
    platform: 'jitsi',
    host: /^(8x8\.vc|(jitsi|meet)\.(?!google\.).+)$/,
    path: /^\/[^/]+(\/[^/]+)?$/,
  },
  { platform: 'janus', host: /./, path: /\/videoroom(test)?\.html$/ },
];

/**
 * The platform of a meeting's address, or null where it is not supported. `named` settles what the host does not tell: a
 * self-hosted Jitsi or Janus. Rooms are this server's own, under `publicUrl`.
 */
export function platformOf(meetingUrl: string, publicUrl: string, named: Platform | null): Platform | null {
  if (!URL.canParse(meetingUrl)) return null;
  const url = new URL(meetingUrl);
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password) return null;
  const base = new URL(`${publicUrl}/`);
  const own = url.origin === base.origin && url.pathname.startsWith(base.pathname);
  const room = own && /\/rooms?\/[\w-]+$/.test(url.pathname);
  const rule = rules.find(({ host, path }) => host.test(url.hostname) && path.test(url.pathname));
  const found = room ? 'room' : (rule?.platform ?? null);
  if (named === null || named === found) return found;
  const selfHosted = (named === 'jitsi' || named === 'janus') && found === null && url.pathname.length > 1;
  return selfHosted ? named : null;
}
