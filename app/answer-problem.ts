import { unavailabilityOf } from "@/lib/db/unavailable";
import { log } from "@/lib/log/log";
import { type Problem, problemOf } from "@/lib/verb/problem";
import { problemMessage } from "./problem-message";

/** What a route of the console answers to a refusal: its status, and the sentence people read. A fault of ours is thrown on. */
export function answerProblem(err: unknown): Response {
  const problem = problemOf(err) ?? unavailabilityOf(err);
  if (!problem) throw err;
  if (problem.code === "unavailable")
    log.warn({ err, waitedFor: problem.waitedFor }, "the database could not answer");
  return new Response(problemMessage(problem), {
    status: STATUSES[problem.code] ?? 400,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
      ...("retryAfterSeconds" in problem && { "Retry-After": String(problem.retryAfterSeconds) }),
    },
  });
}

const STATUSES: Partial<Record<Problem["code"], number>> = {
  unauthenticated: 401,
  forbidden: 403,
  other_merchant: 403,
  other_customer: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
};
