import type { Keys } from '../../domain/keys/keys.ts';
import { accessMs } from '../../domain/sessions/session-token.ts';
import { idleMs, type SessionTokens } from '../../domain/sessions/sessions.ts';
import type { Context } from '../context.ts';

export interface Cookies {
  access: string | null;
  refresh: string | null;
}

// Browsers share cookies between the ports of a host, so each installation has names of its own.
const nameOf = (keys: Keys, kind: keyof Cookies): string => `meetric_${kind}_${keys.fingerprint.slice(0, 8)}`;
const paths = { access: '/api/v1', refresh: '/api/v1/session' } as const;

export function readCookies(keys: Keys, header: string | undefined): Cookies {
  const read = (kind: keyof Cookies): string | null => {
    const name = `${nameOf(keys, kind)}=`;
    const pair = (header ?? '').split(';').map((text) => text.trim());
    return pair.find((text) => text.startsWith(name))?.slice(name.length) || null;
  };
  return { access: read('access'), refresh: read('refresh') };
}

/** Set-Cookie headers (RFC 6265) for what a session's browser keeps. */
export function setCookies(
  context: Pick<Context, 'keys' | 'publicUrl'>,
  { access, refresh }: SessionTokens,
): string[] {
  return [
    cookie(context, 'access', { value: access, maxAgeMs: accessMs }),
    ...(refresh === null ? [] : [cookie(context, 'refresh', { value: refresh, maxAgeMs: idleMs })]),
  ];
}

export function takeCookiesBack(context: Pick<Context, 'keys' | 'publicUrl'>): string[] {
  const gone = { value: '', maxAgeMs: 0 };
  return [cookie(context, 'access', gone), cookie(context, 'refresh', gone)];
}

function cookie(
  { keys, publicUrl }: Pick<Context, 'keys' | 'publicUrl'>,
  kind: keyof Cookies,
  { value, maxAgeMs }: { value: string; maxAgeMs: number },
): string {
  const secure = publicUrl().startsWith('https:') ? '; Secure' : '';
  const age = Math.floor(maxAgeMs / 1000);
  return `${nameOf(keys, kind)}=${value}; Path=${paths[kind]}; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`;
}
