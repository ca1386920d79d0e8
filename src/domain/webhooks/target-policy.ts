import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { parseAllowEntry } from './allow-list.ts';

/** Gives every address of a host name; throws with a `code` where there is none. */
export type Resolve = (hostname: string) => Promise<string[]>;

export const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

export type TargetVerdict = { kind: 'allowed'; addresses: string[] } | { kind: 'refused'; reason: string };

/** All that IANA gives out for unicast: whatever else comes to be has to be allowed first. */
const publicIpv6 = ipaddr.parseCIDR('2000::/3');

/**
 * The blocks inside of it, and of IPv4, that are no ordinary addresses: IANA's registries of special-purpose addresses, and
 * the address of a cloud's host agent.
 */
const denied = [
  '168.63.129.16/32',
  '192.0.0.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
].map((cidr) => ipaddr.parseCIDR(cidr));

/** Which addresses a webhook may dial. `allow` holds lower-case host names, addresses and CIDRs from WEBHOOK_ALLOW. */
export class TargetPolicy {
  readonly #hosts = new Set<string>();
  readonly #ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  readonly #resolve: Resolve;

  constructor(allow: readonly string[], resolve: Resolve) {
    this.#resolve = resolve;
    for (const entry of allow) {
      const parsed = parseAllowEntry(entry);
      if (parsed.kind === 'fault') throw new Error(`WEBHOOK_ALLOW: ${entry}: ${parsed.reason}`);
      if (parsed.kind === 'host') this.#hosts.add(parsed.host);
      else this.#ranges.push(parsed.range);
    }
  }

  /** Resolves the URL's host once and checks every address; only what is returned here may be dialled. */
  async check(url: URL): Promise<TargetVerdict> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      return refused('only https URLs are delivered to');
    if (url.username || url.password) return refused('a URL with user name or password is not accepted');
    const host = url.hostname
      .replace(/^\[|\]$/g, '')
      .replace(/\.$/, '')
      .toLowerCase();
    const addresses = ipaddr.isValid(host) ? [host] : await this.#resolve(host);
    if (addresses.length === 0) return refused('the host has no address');
    if (this.#hosts.has(host)) return { kind: 'allowed', addresses };
    for (const address of addresses) {
      if (this.#isListed(address)) continue;
      if (url.protocol === 'http:')
        return refused('plain http is not delivered to; use https or name the host in WEBHOOK_ALLOW');
      if (!isPublic(address)) {
        return refused(
          `its address ${address} is not public; name the host or a CIDR in WEBHOOK_ALLOW to deliver there`,
        );
      }
    }
    return { kind: 'allowed', addresses };
  }

  #isListed(address: string): boolean {
    const parsed = ipaddr.process(address);
    return this.#ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
  }
}

function refused(reason: string): TargetVerdict {
  return { kind: 'refused', reason };
}

function isPublic(address: string): boolean {
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv6' && !parsed.match(publicIpv6)) return false;
  return !denied.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
}
