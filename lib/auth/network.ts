const IPV6_NETWORK_GROUPS = 4;

/** What attempts are counted by: an IPv4 address, or the /64 network that one IPv6 household has to itself. */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [left = "", right] = address.split("::");
  const head = left.split(":").filter(Boolean);
  const tail = right?.split(":").filter(Boolean) ?? [];
  const gap = right === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array.from({ length: Math.max(gap, 0) }, () => "0"), ...tail];
  return groups.slice(0, IPV6_NETWORK_GROUPS).join(":");
}
