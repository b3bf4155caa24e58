import { timingSafeEqual } from "node:crypto";
import { sha256 } from "@/lib/crypto/tokens";
import { clientAddress } from "@/lib/http/client-address";
import { UNKNOWN_HOST_HEADER, unknownHostText } from "@/lib/http/known-host";
import { bearerSecret } from "@/lib/http/operation";
import { newId } from "@/lib/ids";
import { metrics } from "@/lib/metrics/metrics";
import { readGauges } from "./read-gauges";

/**
 * `GET /api/metrics`, for Prometheus. With METRICS_TOKEN in the environment it asks for that bearer token; without one it
 * answers this machine only. Under a name that is not this server's it answers the token alone.
 */
export async function metricsDoor(request: Request): Promise<Response> {
  const response = refusalOf(request) ?? (await tellMetrics());
  response.headers.set("X-Request-Id", newId());
  response.headers.set("Cache-Control", "no-store");
  return request.method === "HEAD" ? new Response(null, response) : response;
}

async function tellMetrics(): Promise<Response> {
  await readGauges();
  const { registry } = metrics();
  return new Response(await registry.metrics(), { headers: { "Content-Type": registry.contentType } });
}

function refusalOf(request: Request): Response | null {
  if (request.method !== "GET" && request.method !== "HEAD")
    return refuse(405, "Use GET here.", { Allow: "GET, HEAD" });
  if (new URL(request.url).pathname !== "/api/metrics")
    return refuse(404, "The metrics are at /api/metrics.");
  const token = process.env.METRICS_TOKEN;
  if (token) {
    const shown = bearerSecret(request);
    if (shown !== null && timingSafeEqual(sha256(shown), sha256(token))) return null;
    // Whoever knows the token may ask under any name, such as the one that a scraper in the same network has.
    if (isUnknownHost(request)) return misdirected();
    return refuse(401, "Send METRICS_TOKEN as a bearer token.", { "WWW-Authenticate": "Bearer" });
  }
  if (isUnknownHost(request)) return misdirected();
  if (isLoopback(clientAddress(request.headers))) return null;
  return refuse(403, "The metrics are for this machine only: set METRICS_TOKEN to read them from another.");
}

// Without a token the address alone decides, and a page in a browser of this machine has that.
function isUnknownHost({ headers }: Request): boolean {
  return Boolean(headers.get(UNKNOWN_HOST_HEADER));
}

function misdirected(): Response {
  return new Response(unknownHostText(), {
    status: 421,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}

function isLoopback(address: string | null): boolean {
  return address === "::1" || /^127(\.\d{1,3}){3}$/.test(address ?? "");
}

function refuse(status: number, sentence: string, headers: Record<string, string> = {}): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", ...headers },
  });
}
