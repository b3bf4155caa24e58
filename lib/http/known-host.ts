import type { IncomingMessage } from "node:http";
import { BoundedMap } from "@/lib/process/bounded-map";
import { allowedHosts, publicUrl } from "./public-url";
import { stampHeader } from "./stamp-header";

/** The header by which the listener tells a door that it was asked under a name that is not this server's. What a client sends in it is dropped. */
export const UNKNOWN_HOST_HEADER = "x-counterfoil-unknown-host";

/** The names a machine has for itself. No page of a stranger's can have one of them. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The name a request was sent to, when it is not this server's: neither PUBLIC_URL's nor in ALLOWED_HOSTS nor this machine's.
 * Else null. Behind a proxy that is trusted, `Host` is whatever the proxy puts there, and what reached it was its to judge.
 * So no page whose name suddenly means this machine (DNS rebinding) is answered.
 */
export function unknownHost(req: IncomingMessage, trustedProxies: number): string | null {
  if (trustedProxies > 0 && isForwarded(req)) return null;
  return hostsAskedFor(req).find((host) => !isKnown(host)) ?? null;
}

/** Tells a door by a header of the listener's own whether `unknownHost` found a name. */
export function stampUnknownHost(req: IncomingMessage, trustedProxies: number): void {
  stampHeader(req, UNKNOWN_HOST_HEADER, unknownHost(req, trustedProxies) === null ? "" : "1");
}

/** What is answered to a request under another name, with 421 (RFC 9110, section 15.5.20). */
export function unknownHostText(): string {
  return `This server is ${publicUrl()} and answers to no other name. Its operator may list further names in ALLOWED_HOSTS.\n`;
}

function isForwarded({ headers }: IncomingMessage): boolean {
  return headers["x-forwarded-host"] !== undefined || headers["x-forwarded-for"] !== undefined;
}

// RFC 9112, section 3.2: an absolute target names the host as well. Two Host lines are read differently on the way.
function hostsAskedFor({ url = "", rawHeaders }: IncomingMessage): string[] {
  const [, authority] = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(url) ?? [];
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === "host");
  return authority === undefined ? hosts : [...hosts, authority];
}

const JUDGED_MAX = 1_000;
const JUDGED_CHARACTERS_MAX = 256;

// What is in every request is judged once for as long as this server's names stay the same.
let judged = { by: "", hosts: new BoundedMap<string, boolean>(JUDGED_MAX) };

function isKnown(host: string): boolean {
  const by = `${publicUrl()} ${process.env.ALLOWED_HOSTS}`;
  if (judged.by !== by) judged = { by, hosts: new BoundedMap(JUDGED_MAX) };
  const remembered = judged.hosts.get(host);
  if (remembered !== undefined) return remembered;
  const known = judge(host);
  if (host.length <= JUDGED_CHARACTERS_MAX) judged.hosts.set(host, known);
  return known;
}

// By name alone: a proxy may leave the port out, and a stranger's name is no better at another.
function judge(host: string): boolean {
  const name = nameOf(host);
  return name !== null && (LOOPBACK.test(name) || ownNames().includes(name));
}

function ownNames(): (string | null)[] {
  return [new URL(publicUrl()).host, ...allowedHosts()].map(nameOf);
}

function nameOf(host: string): string | null {
  if (!/^[^\s/\\@?#]+$/.test(host) || !URL.canParse(`http://${host}`)) return null;
  return new URL(`http://${host}`).hostname.replace(/\.$/, "");
}
