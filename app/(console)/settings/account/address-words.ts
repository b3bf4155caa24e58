/** An address as people write it: an IPv6 one without its zeros, and the machine itself by name. */
export function addressWords(address: string | null): string {
  if (!address) return "Unknown";
  const short = address.includes(":") ? compressed(address) : address;
  return short === "::1" || short.startsWith("127.") ? "This machine" : short;
}

function compressed(address: string): string {
  const url = `http://[${address}]`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address;
}
