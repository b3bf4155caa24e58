import type { DoorName } from "@/lib/http/door-names";
import { keptBody, tellExchange } from "@/lib/http/exchange";
import { newId } from "@/lib/ids";
import type { LimitVerdicts } from "@/lib/limits/request-limits";
import { log } from "@/lib/log/log";
import type { Ctx } from "@/lib/verb/context";

/** What is known of a request while it is being answered. */
export interface Progress {
  door: DoorName;
  requestId: string;
  url: URL;
  startedAt: Date;
  startedMs: number;
  routePath: string | null;
  actor: Ctx["actor"] | null;
  touched: Set<string>;
  /** With the rate limits. */
  standing: LimitVerdicts;
}

export function begin(door: DoorName, request: Request): Progress {
  return {
    door,
    requestId: newId(),
    url: new URL(request.url),
    startedAt: new Date(),
    startedMs: performance.now(),
    routePath: null,
    actor: null,
    touched: new Set(),
    standing: { verdict: null },
  };
}

/** Tells the listeners of an answer, and gives back one to send. */
export async function tell(request: Request, response: Response, progress: Progress): Promise<Response> {
  const { door, requestId, url, routePath, actor, startedAt, startedMs, touched } = progress;
  const noted = keptBody(response);
  const text = noted ?? (await response.text());
  const body = text === "" ? null : text;
  const { status } = response;
  tellExchange(
    {
      requestId,
      door,
      method: request.method,
      pathname: url.pathname,
      routePath,
      actor,
      startedAt,
      durationMs: performance.now() - startedMs,
      status,
      request: { headers: request.headers, query: url.search.slice(1), body: keptBody(request) },
      response: {
        get headers() {
          return response.headers;
        },
        body,
      },
      touchedPaymentIds: [...touched],
    },
    (err) => log.error({ err, requestId, door }, "a listener to requests failed"),
  );
  // A body can be read only once.
  return noted === null ? new Response(body, { status, headers: response.headers }) : response;
}
