import { BlockList, isIP, isIPv6 } from "node:net";

/** What is not on the public internet, or leads back to where it came from. IANA special-purpose registries. */
const NOT_PUBLIC_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** All there is of the public IPv6 internet; what lies inside it and is special comes below. */
const GLOBAL_V6 = ["2000::/3"];

// Teredo, benchmarks, documentation and 6to4 among them: tunnels carry an IPv4 address of anybody's choice.
const NOT_PUBLIC_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

/** An IPv4 address in IPv6's clothes: the network, as leading groups, before its last 32 bits. */
const EMBEDDED_V4 = ["::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "::/96"];

const notPublicV4 = blockListOf(NOT_PUBLIC_V4);
const globalV6 = blockListOf(GLOBAL_V6);
const notPublicV6 = blockListOf(NOT_PUBLIC_V6);
const embeddedV4 = blockListOf(EMBEDDED_V4);

/** Whether an IP address, in any spelling `node:net` reads, is one on the public internet. Anything else is not. */
export function isPublicAddress(address: string): boolean {
  // A zone names an interface of this very machine.
  if (address.includes("%")) return false;
  switch (isIP(address)) {
    case 4:
      return !notPublicV4.check(address, "ipv4");
    case 6:
      if (embeddedV4.check(address, "ipv6")) return false;
      return globalV6.check(address, "ipv6") && !notPublicV6.check(address, "ipv6");
    default:
      return false;
  }
}

/** A list of networks, each an address or `address/prefix`. Throws for what is neither. */
export function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
