import { currentTime } from "@/lib/clock";
import { isAnybodyListening } from "@/lib/http/exchange";
import { authenticateKey } from "@/lib/keys/authenticate";
import { admitActor, admitAddress, countFailure, setLimitHeaders } from "@/lib/limits/request-limits";
import { log } from "@/lib/log/log";
import type { Ctx } from "@/lib/verb/context";
import { type Problem, problemOf, Refused, refuseField } from "@/lib/verb/problem";
import { begin, type Progress, tell } from "./tell-exchange";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One request that has been matched to a route and authenticated. */
export interface Call {
  ctx: Ctx;
  request: Request;
  url: URL;
  /** The path's parameters by name, decoded. */
  params: Readonly<Record<string, string>>;
}

export interface Route {
  method: Method;
  /** Segments; those that begin with a colon are parameters: `/v0/payments/:id`. */
  path: string;
  handle: (call: Call) => Promise<Response>;
}

/** A route that anybody may ask, without a key. */
export interface PublicRoute {
  method: Method;
  path: string;
  answer: (request: Request) => Promise<Response> | Response;
}

/** What differs between doors: how a caller shows its key, and how a refusal is worded. */
export interface Dialect {
  name: string;
  /** The API key's secret in the request, or null. */
  secretOf: (request: Request) => string | null;
  /** Who presents it; an API key unless the dialect has tokens of its own. */
  authenticate?: (secret: string) => Promise<Ctx["actor"] | null>;
  /** A refusal in the dialect's words. `null` is a fault of ours: its 500, with nothing of the inside. */
  present: (problem: Problem | null, requestId: string) => Response;
}

/**
 * A door: one plain function from Request to Response, which the production server mounts on its listener and the
 * framework's `route.ts` re-exports. It matches, authenticates, calls the route's adapter and words what goes wrong.
 */
export function defineDoor(
  dialect: Dialect,
  routes: readonly (Route | PublicRoute)[],
): (request: Request) => Promise<Response> {
  const compiled = routes.map((route) => ({ ...route, segments: route.path.split("/").slice(1) }));

  return async function door(request) {
    const progress = begin(dialect.name);
    const { requestId } = progress;
    const response = await answer(request, progress).catch((err: unknown) => {
      const problem = problemOf(err);
      if (!problem) log.error({ err, requestId, door: dialect.name }, "a request failed");
      return dialect.present(problem, requestId);
    });
    response.headers.set("X-Request-Id", requestId);
    setLimitHeaders(response.headers, progress.standing);
    const told = isAnybodyListening() ? await tell(request, response, progress) : response;
    return request.method === "HEAD" ? new Response(null, told) : told;
  };

  async function answer(request: Request, progress: Progress): Promise<Response> {
    const url = new URL(request.url);
    await admitAddress(request, progress.standing);
    const { route, params } = match(url.pathname, request.method);
    progress.routePath = route.path;
    if ("answer" in route) return route.answer(request);
    const secret = dialect.secretOf(request);
    const actor = secret === null ? null : await (dialect.authenticate ?? authenticateKey)(secret);
    if (!actor) {
      // Whoever shows nothing guesses nothing.
      if (secret !== null) await countFailure(request, progress.standing);
      throw new Refused({ code: "unauthenticated" });
    }
    progress.actor = actor;
    await admitActor(actor, progress.standing);
    refuseBadQuery(url);
    const { requestId, touched } = progress;
    return route.handle({
      ctx: { actor, requestId, now: await currentTime(), touched },
      request,
      url,
      params,
    });
  }

  function match(pathname: string, method: string) {
    const parts = pathname.split("/").slice(1);
    const matches = compiled.flatMap((route) => {
      const params = matchSegments(route.segments, parts);
      return params ? [{ route, params }] : [];
    });
    const wanted = method === "HEAD" ? "GET" : method;
    const found = matches.find(({ route }) => route.method === wanted);
    if (found) return found;
    if (matches.length === 0) throw new Refused({ code: "route_not_found", path: pathname });
    throw new Refused({ code: "method_not_allowed", allowed: matches.map(({ route }) => route.method) });
  }
}

/** The token of `Authorization: Bearer …`, or null. */
export function bearerSecret(request: Request): string | null {
  return /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

/** As in a body: the database keeps no NUL. Contracts, README. */
function refuseBadQuery(url: URL): void {
  if (!url.search.includes("%00")) return;
  for (const [name, value] of url.searchParams) {
    if (name.includes("\0") || value.includes("\0"))
      refuseField(name.replaceAll("\0", ""), "invalid_value", "must not contain a NUL character");
  }
}

function matchSegments(segments: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (segments.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? "";
    if (!segment.startsWith(":")) {
      if (segment !== part) return null;
      continue;
    }
    const decoded = decodeSegment(part);
    if (!decoded) return null;
    params[segment.slice(1)] = decoded;
  }
  return params;
}

function decodeSegment(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
