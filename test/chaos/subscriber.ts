import { meetricJson } from '../support/processes.ts';

/** A token with all scopes, far above any limit, and a subscription of it. Gives the token. */
export async function subscribe(env: Record<string, string>, url: string): Promise<string> {
  const made = await meetricJson<{ token: string; token_prefix: string }>(
    ['token', 'create', '--name', 'chaos', '--scopes', 'all', '--requests-per-minute', '100000'],
    env,
  );
  await meetricJson(['webhook', 'create', '--token', made.token_prefix, '--url', `${url}/hook`], env);
  return made.token;
}
