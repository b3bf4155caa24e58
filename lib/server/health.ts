import { pool } from "@/lib/db/pool";

const DATABASE_ANSWER_MS_MAX = 2_000;

/**
 * `GET /api/health`: 200 when requests can be served, 503 while the database is away (the listener says the same while
 * starting); `?live` asks for the process alone.
 */
export async function healthDoor(request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
  }
  const live = new URL(request.url).searchParams.has("live");
  const status = live ? "live" : await databaseStatus();
  const healthy = status === "live" || status === "ok";
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
