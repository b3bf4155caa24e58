import type { IncomingMessage } from "node:http";
import { dropHeaders, stampHeader } from "./stamp-header";

/** The header by which the listener tells pages and doors who is at the other end. What a client sends in it is dropped. */
export const CLIENT_ADDRESS_HEADER = "x-counterfoil-client-address";

// What a proxy says about the client. From anybody else it is hearsay.
const FORWARDED = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "forwarded",
];

/** The client's address as the listener saw it, or null where another server stands in its place. */
export function clientAddress(headers: Headers): string | null {
  return headers.get(CLIENT_ADDRESS_HEADER);
}

/**
 * Writes the client's address into a request's headers. `trustedProxies` says how many proxies of the operator's own stand in front:
 * each has added one entry to X-Forwarded-For, and what stands before those is the client's own invention.
 */
export function stampClientAddress(req: IncomingMessage, trustedProxies: number): void {
  const address = judgedAddress(req, trustedProxies);
  if (trustedProxies === 0) dropHeaders(req, FORWARDED);
  stampHeader(req, CLIENT_ADDRESS_HEADER, address);
}

/** The client's address, by its connection or by what that many proxies of ours say. */
export function judgedAddress(req: IncomingMessage, trustedProxies: number): string {
  const direct = plainAddress(req.socket.remoteAddress ?? "");
  if (trustedProxies === 0) return direct;
  const told = String(req.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  return plainAddress(told.at(-trustedProxies) ?? direct);
}

/** An address without what a socket of both families writes before an IPv4 one: `::ffff:192.0.2.1`. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
