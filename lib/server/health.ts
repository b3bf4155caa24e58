import { newId } from "@/lib/ids";
import { LIVE_PATH } from "./live-path";
import { READY_MS_MAX, type Readiness, readiness } from "./readiness";

const READY_PATHS = ["/api/health", "/api/health/ready"];

/**
 * `GET /api/health`, also `/ready`: 200 when a payment can be recorded, 503 with the reason when not (the listener says the
 * same while starting). `/api/health/live`, also `?live`, asks for the process alone.
 */
export async function healthDoor(request: Request): Promise<Response> {
  const response = await answer(request);
  response.headers.set("X-Request-Id", newId());
  return request.method === "HEAD" ? new Response(null, response) : response;
}

async function answer(request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === LIVE_PATH || searchParams.has("live")) return tell("live");
  if (READY_PATHS.includes(pathname)) return tell(await readiness());
  return new Response(null, { status: 404 });
}

function tell(status: Readiness | "live"): Response {
  const headers = { "Cache-Control": "no-store" };
  if (status === "ok" || status === "live") return Response.json({ status }, { headers });
  return Response.json(
    { status, reason: REASONS[status] },
    { status: 503, headers: { ...headers, "Retry-After": "1" } },
  );
}

const REASONS: Record<Exclude<Readiness, "ok">, string> = {
  database_unavailable: `The database did not write a row within ${READY_MS_MAX / 1_000} s.`,
  database_read_only: "The database takes no writes: it is a standby, or was set to be read-only.",
  database_full: "The database's disk is full.",
};
