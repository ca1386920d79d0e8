import { type AddressInfo, isIPv6 } from 'node:net';
import type { Config } from './config.ts';

/** Where clients reach a server of this configuration, without trailing slash. */
export function configuredUrl({ publicUrl, tls, host, port }: Config): string {
  return publicUrl ?? `${tls ? 'https' : 'http'}://${reachable(host, { port })}`;
}

/** Host and port that one can call: of all addresses, the loopback one. */
export function reachable(host: string, address: Pick<AddressInfo, 'port'>): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `${isIPv6(name) ? `[${name}]` : name}:${address.port}`;
}
