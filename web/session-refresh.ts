/** Of localStorage: when a tab last got a new session. */
const stampKey = 'meetric-session-renewed';
const lockName = 'meetric-session-refresh';

/** Renews a session that ran out: once for all calls that wait, and for all tabs of the browser. */
export class SessionRefresh {
  /** Tells `ended` when the session is over and only signing in helps. */
  readonly events = new EventTarget();
  #renewing: Promise<boolean> | null = null;
  readonly #path: string;
  readonly #headers: Record<string, string>;

  constructor(path: string, headers: Record<string, string>) {
    this.#path = path;
    this.#headers = headers;
  }

  /** As `fetch`; a 401 is answered by renewing the session and asking again. */
  async fetch(request: Request): Promise<Response> {
    if (this.#signsInOrOut(request)) return fetch(request);
    const again = request.clone();
    const askedAt = Date.now();
    const response = await fetch(request);
    if (response.status !== 401) return response;
    this.#renewing ??= this.#renew(askedAt).finally(() => {
      this.#renewing = null;
    });
    if (await this.#renewing) return fetch(again);
    this.events.dispatchEvent(new Event('ended'));
    return response;
  }

  #signsInOrOut({ method, url }: Request): boolean {
    return method !== 'GET' && this.#path.startsWith(new URL(url).pathname);
  }

  /** A refresh token serves once, so that two tabs must not use the same. Plain http has no locks but on localhost. */
  async #renew(askedAt: number): Promise<boolean> {
    const renew = async (): Promise<boolean> => {
      if (Number(localStorage.getItem(stampKey)) > askedAt) return true;
      const { ok } = await fetch(this.#path, { method: 'POST', headers: this.#headers });
      if (ok) localStorage.setItem(stampKey, String(Date.now()));
      return ok;
    };
    return navigator.locks ? await navigator.locks.request(lockName, renew) : await renew();
  }
}
