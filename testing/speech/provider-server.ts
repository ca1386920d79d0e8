import type { RecogniserSettings } from '../../src/engines/providers/provider-config.ts';
import type { CallTools } from '../../src/engines/providers/provider-http.ts';
import { ProviderKey } from '../../src/engines/providers/provider-key.ts';
import type { Receiver, Reply } from '../receiver.ts';

export const secret = 'sk-very-secret-0123456789';

/** Calls without waiting. */
export const impatient: CallTools = { random: () => 0.5, sleep: async () => {} };

export function settingsFor(server: Receiver, changes: Partial<RecogniserSettings> = {}): RecogniserSettings {
  return {
    name: 'cloud',
    kind: 'openai',
    url: server.url,
    model: 'small',
    timeoutMs: 60_000,
    key: new ProviderKey('CLOUD_KEY', secret),
    mostUploadBytes: 25_000_000,
    ...changes,
  };
}

export const json =
  (body: unknown, code = 200): Reply =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

/** One reply after the other; the last goes on. */
export function inTurn(...replies: Reply[]): Reply {
  return (response, request) => (replies.length > 1 ? replies.shift() : replies[0])?.(response, request);
}
