/**
 * An address as people write it: an IPv6 one without its zeros, the /64 network that attempts from one are counted by as
 * that, and the machine itself by name.
 */
export function addressWords(address: string | null): string {
  if (!address) return "Unknown";
  const short = NETWORK.test(address)
    ? `${compressed(`${address}::`)}/64`
    : address.includes(":")
      ? compressed(address)
      : address;
  return short === "::1" || short === "::/64" || short.startsWith("127.") ? "This machine" : short;
}

/** As `networkOf` in lib/auth/network.ts gives it. */
const NETWORK = /^[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){3}$/i;

function compressed(address: string): string {
  const url = `http://[${address}]`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address;
}
