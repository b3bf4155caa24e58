import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { publicUrl } from "./public-url";
import { stampHeader } from "./stamp-header";

/** The header by which the listener tells pages the origin that a trusted proxy was asked for. What a client sends in it is dropped. */
export const FORWARDED_ORIGIN_HEADER = "x-counterfoil-forwarded-origin";

/** The names a machine has for itself. Nobody else can serve a page at one of them on our port. */
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Whether an `Origin` header names this deployment: the origin of PUBLIC_URL, or the one a trusted proxy was asked for,
 * compared as RFC 9110 normalises them. `Host` has no say: a proxy may put any name there, and so may a stranger's.
 */
export function isOwnOrigin(origin: string, headers: Headers | IncomingHttpHeaders): boolean {
  const forwarded =
    headers instanceof Headers ? headers.get(FORWARDED_ORIGIN_HEADER) : headers[FORWARDED_ORIGIN_HEADER];
  return isOneOf(origin, forwarded?.toString() ?? null);
}

/**
 * Tells the framework and the pages which address a request was sent to. The framework compares `Origin` with
 * X-Forwarded-Host, and falls back on Host where there is none.
 */
export function stampOwnOrigin(req: IncomingMessage, trustedProxies: number): void {
  const forwarded = trustedProxies > 0 ? forwardedOrigin(req.headers, trustedProxies) : null;
  const sent = req.headers.origin;
  const own = sent && isOneOf(sent, forwarded) ? sent : (forwarded ?? publicUrl());
  const { host, protocol } = new URL(own);
  stampHeader(req, FORWARDED_ORIGIN_HEADER, forwarded ?? "");
  stampHeader(req, "x-forwarded-host", host);
  stampHeader(req, "x-forwarded-proto", protocol.slice(0, -1));
}

function isOneOf(origin: string, forwarded: string | null): boolean {
  const sent = normalised(origin);
  return sent !== null && (sent === forwarded || publicOrigins().includes(sent));
}

function publicOrigins(): string[] {
  const url = new URL(publicUrl());
  if (url.protocol !== "http:" || !LOOPBACK.includes(url.hostname)) return [url.origin];
  return LOOPBACK.map((name) => new URL(`http://${name}:${url.port || "80"}`).origin);
}

// A proxy writes the name it was asked for, or adds it to what the one before it wrote.
function forwardedOrigin(headers: IncomingHttpHeaders, trustedProxies: number): string | null {
  const host = entryOf(headers["x-forwarded-host"], trustedProxies);
  const scheme = entryOf(headers["x-forwarded-proto"], trustedProxies);
  return host ? normalised(`${scheme ?? new URL(publicUrl()).protocol.slice(0, -1)}://${host}`) : null;
}

function entryOf(header: string | string[] | undefined, trustedProxies: number): string | undefined {
  const entries = String(header ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  return entries.at(-trustedProxies) ?? entries[0];
}

// Small letters, the scheme's own port left out. What is no address of the web has the origin "null".
function normalised(text: string): string | null {
  const origin = URL.canParse(text) ? new URL(text).origin : "null";
  return origin === "null" ? null : origin;
}
