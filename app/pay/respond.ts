import type { SubmitAnswer } from "@/components/checkout/submit-answer";
import { unavailabilityOf } from "@/lib/db/unavailable";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { type Problem, problemOf } from "@/lib/verb/problem";
import { OPAQUE_ORIGIN } from "./guarded-form";

const PRIVATE = { "Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin" };

/** Post, redirect, get: a reload of what follows sends nothing again. */
export function seeOther(location: string, headers: HeadersInit = {}): Response {
  return new Response(null, { status: 303, headers: { ...PRIVATE, Location: location, ...headers } });
}

/** Answers whoever opens the address of a form, instead of sending one, with the page that the form stands on. */
export function toPage(pageAddress: (token: string) => string) {
  return async (_: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> =>
    seeOther(pageAddress((await params).token));
}

export function json(value: unknown, status = 200): Response {
  return Response.json(value, { status, headers: PRIVATE });
}

export function wantsJson(request: Request): boolean {
  return request.headers.get("accept")?.includes("application/json") ?? false;
}

function wantsPage(request: Request): boolean {
  return request.headers.get("accept")?.includes("text/html") ?? false;
}

/**
 * Runs the handler of a form of a hosted page. A fault is logged without what was posted, and sends the customer to the page, which says how the
 * payment stands: after a fault nobody else can. A form that was not even read is told as a refusal, which charged nothing.
 */
export async function answering(
  pageAddress: string,
  request: Request,
  handle: () => Promise<Response>,
): Promise<Response> {
  const response = await attempt(pageAddress, request, handle);
  // So that the script of a sandboxed frame may read what its form was answered.
  if (request.headers.get("origin") === OPAQUE_ORIGIN)
    response.headers.set("Access-Control-Allow-Origin", OPAQUE_ORIGIN);
  return response;
}

async function attempt(
  pageAddress: string,
  request: Request,
  handle: () => Promise<Response>,
): Promise<Response> {
  try {
    return await handle();
  } catch (err) {
    const problem = problemOf(err) ?? unavailabilityOf(err);
    const requestId = newId();
    if (!problem || problem.code === "unavailable")
      log.error({ err, requestId }, "a hosted page's form failed");
    const status = statusOf(problem);
    const unread = problem?.code === "body_too_large" || problem?.code === "malformed_body";
    if (wantsJson(request) || (unread && !wantsPage(request))) {
      const error = problem?.code ?? "internal_server_error";
      const refused: SubmitAnswer = { kind: "refused" };
      return json({ ...(unread && refused), error, requestId }, status);
    }
    if (unread) return seeOther(`${pageAddress}?refused=1`);
    const known = problem !== null && problem.code !== "unavailable";
    return seeOther(known ? pageAddress : `${pageAddress}?fault=1`);
  }
}

function statusOf(problem: Problem | null): number {
  if (!problem) return 500;
  if (problem.code === "unavailable") return 503;
  return problem.code === "body_too_large" ? 413 : 400;
}
