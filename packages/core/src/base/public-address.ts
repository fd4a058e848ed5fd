// public-address: whether an address belongs to the open internet, so that nobody is sent into a private network
import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { Failure } from "./error";

// IANA's registries of special-purpose addresses: this host, private, shared, loopback, link-local with the clouds'
// metadata services, protocol assignments, documentation, benchmarks, multicast and reserved ones.
const special = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  special.addSubnet(net, bits);
// Tunnels (Teredo, 6to4) lead to IPv4 addresses of anybody's choice.
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special.addSubnet(net, bits, "ipv6");
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");

export const isPublic = (address: string) =>
  isIP(address) === 4
    ? !special.check(address)
    : isIP(address) === 6 &&
      global.check(address, "ipv6") &&
      !special.check(address, "ipv6");

export type Address = { address: string; family: number };

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, "");

/** The addresses of a host, each of them public unless the host is one of the `allowed`; else a Failure. */
export async function resolve(
  hostname: string,
  allowed: string[],
  find: (host: string) => Promise<Address[]> = (host) =>
    lookup(host, { all: true }),
): Promise<Address[]> {
  const host = bare(hostname);
  const found = await find(host);
  const closed = found.find(({ address }) => !isPublic(address));
  if (found.length && (!closed || allowed.includes(host))) return found;
  throw new Failure(
    "address.private",
    closed
      ? `Expected ${host} to be on the open internet; its address ${closed.address} is private or reserved`
      : `Expected ${host} to have an address; it has none`,
  );
}

export * as PublicAddress from "./public-address";
