import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

export type AllowEntry =
  | { kind: 'host'; host: string }
  | { kind: 'range'; range: Range }
  | { kind: 'fault'; reason: string };

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})?(\.[a-z0-9_]([a-z0-9_-]{0,62})?)*$/;
/** Of ::ffff:0:0/96, behind which an IPv4 address stands. */
const mappedBits = 96;

/** An entry of WEBHOOK_ALLOW in lower case. It is a fault where it could match no address and no URL's host. */
export function parseAllowEntry(entry: string): AllowEntry {
  const [, base = entry, bits] = /^(.+)\/(\d{1,3})$/.exec(entry) ?? [];
  // Not ipaddr.js, which reads 10 as 0.0.0.10, and 010.0.0.1 as 8.0.0.1.
  const version = base.includes('%') ? 0 : isIP(base);
  if (version !== 0) return parseRange(base, version, bits);
  if (base.includes('%')) return fault('an address has no zone here');
  if (bits !== undefined) return fault('a CIDR begins with a whole address, such as 10.0.0.0/8');
  return parseHost(entry);
}

function parseRange(base: string, version: number, bits: string | undefined): AllowEntry {
  const most = version === 4 ? 32 : 128;
  const length = bits === undefined ? most : Number(bits);
  if (length > most) return fault(`a CIDR of IPv${version} has at most ${most} bits`);
  const parsed = ipaddr.parse(base);
  if (!(parsed instanceof ipaddr.IPv6) || !parsed.isIPv4MappedAddress())
    return { kind: 'range', range: [parsed, length] };
  // Addresses are compared as IPv4 where they stand for one.
  if (length < mappedBits)
    return fault(`IPv4 in IPv6 takes at least ${mappedBits} bits; write the IPv4 CIDR`);
  return { kind: 'range', range: [parsed.toIPv4Address(), length - mappedBits] };
}

function parseHost(entry: string): AllowEntry {
  if (!hostName.test(entry)) return fault('this is no host name, address or CIDR');
  const url = `http://${entry}/`;
  // As of 10.0.0.256, or of 127.1, which a URL writes out.
  if (!URL.canParse(url)) return fault('no URL can have this host');
  const { hostname } = new URL(url);
  return hostname === entry ? { kind: 'host', host: entry } : fault(`URLs have it as ${hostname}`);
}

function fault(reason: string): AllowEntry {
  return { kind: 'fault', reason };
}
