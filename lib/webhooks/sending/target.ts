import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isPublicAddress } from "./addresses";
import { isExceptedAddress, isExceptedHost, readExceptions } from "./exceptions";

export const TARGET_URL_LENGTH_MAX = 2_048;

/** One address a name led to, and the one that is connected to. */
export interface TargetAddress {
  address: string;
  family: 4 | 6;
}

export type Resolve = (hostname: string) => Promise<TargetAddress[]>;

/** Where a URL leads at this moment, or why nothing is sent there. */
export type Target =
  | { allowed: true; url: URL; address: TargetAddress }
  | { allowed: false; outcome: "address_not_allowed" | "dns_failure"; reason: string };

/**
 * Resolves a webhook's address and judges what it resolves to. Whoever connects must connect to the very address given
 * back: the name may have another one a moment later. Every address a name has must be allowed, not just the first.
 */
export async function findTarget(text: string, resolve: Resolve = resolveName): Promise<Target> {
  const read = readUrl(text);
  if (typeof read === "string") return refuse(read);
  const { url, hostname, port } = read;
  const exceptions = readExceptions();
  const excepted = isExceptedHost(exceptions, hostname, port);
  const addresses = isIP(hostname) ? [literal(hostname)] : await resolve(hostname).catch(() => []);
  const [first] = addresses;
  if (!first)
    return { allowed: false, outcome: "dns_failure", reason: `No address was found for ${hostname}.` };
  const inside = addresses.filter(({ address }) => !isPublicAddress(address));
  const forbidden = inside.filter(({ address }) => !excepted && !isExceptedAddress(exceptions, address));
  if (forbidden.length > 0)
    return refuse(`${hostname} leads inside a private network, where webhooks are not sent.`);
  if (url.protocol === "http:" && inside.length === 0 && !excepted)
    return refuse(
      "The address must begin with https: what is sent over http can be read and changed on its way.",
    );
  return { allowed: true, url, address: first };
}

/** Why nothing may be sent to this address, in a sentence; null when it may. Asked when an endpoint is saved. */
export async function refuseTarget(text: string): Promise<string | null> {
  const target = await findTarget(text);
  return target.allowed ? null : target.reason;
}

function readUrl(text: string): { url: URL; hostname: string; port: string } | string {
  if (text.length > TARGET_URL_LENGTH_MAX)
    return `An address has at most ${TARGET_URL_LENGTH_MAX} characters.`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !["https:", "http:"].includes(url.protocol) || url.hostname === "")
    return "The address must begin with https://.";
  if (url.username || url.password) return "The address must not have a user name or a password.";
  const hostname = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return { url, hostname, port: url.port || (url.protocol === "https:" ? "443" : "80") };
}

function literal(address: string): TargetAddress {
  return { address, family: isIP(address) === 6 ? 6 : 4 };
}

async function resolveName(hostname: string): Promise<TargetAddress[]> {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

function refuse(reason: string): Target {
  return { allowed: false, outcome: "address_not_allowed", reason };
}
