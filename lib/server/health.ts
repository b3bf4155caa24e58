import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { LIVE_PATH } from "./live-path";

const DATABASE_ANSWER_MS_MAX = 2_000;

const READY_PATHS = ["/api/health", "/api/health/ready"];

/**
 * `GET /api/health`, also `/ready`: 200 when requests can be served, 503 while the database is away (the listener says the
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
  if (READY_PATHS.includes(pathname)) return tell(await databaseStatus());
  return new Response(null, { status: 404 });
}

function tell(status: "live" | "ok" | "database_unavailable"): Response {
  const healthy = status !== "database_unavailable";
  return Response.json(
    { status },
    {
      status: healthy ? 200 : 503,
      headers: { "Cache-Control": "no-store", ...(healthy ? {} : { "Retry-After": "1" }) },
    },
  );
}

async function databaseStatus(): Promise<"ok" | "database_unavailable"> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("late")), DATABASE_ANSWER_MS_MAX).unref();
  });
  try {
    await Promise.race([pool().query("SELECT 1"), late]);
    return "ok";
  } catch {
    return "database_unavailable";
  }
}
