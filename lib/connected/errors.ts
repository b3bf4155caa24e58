import { leastScope } from "@/lib/verb/permissions";
import type { FieldIssue, Problem } from "@/lib/verb/problem";
import type { ConnectedError } from "./answers";

/** Every refusal in the words of the connected contract. Clients reject any other code, and throw on an empty body. */
export function presentProblem(problem: Problem | null, requestId: string): Response {
  if (!problem)
    return answer(500, "INTERNAL", `Something went wrong on our side. Quote request ${requestId}.`);
  switch (problem.code) {
    case "unauthenticated":
      return answer(401, "VALIDATION", "Missing, invalid or expired access token.", {
        "WWW-Authenticate": "Bearer",
      });
    case "forbidden":
      return answer(403, "VALIDATION", `This token lacks the scope ${leastScope(problem.permission)}.`);
    case "other_merchant":
    case "other_customer":
      return answer(403, "VALIDATION", "This key belongs to another merchant.");
    case "not_found":
      return answer(404, "NOT_FOUND", `${problem.object} ${problem.id} was not found`);
    case "route_not_found":
      return answer(404, "NOT_FOUND", `there is nothing at ${problem.path}`);
    case "method_not_allowed": {
      const allow = problem.allowed.join(", ");
      return answer(405, "VALIDATION", `use ${allow} here`, { Allow: allow });
    }
    case "invalid":
      return answer(
        400,
        codeOf(problem.issues[0]),
        `${problem.issues[0].path} ${problem.issues[0].message}`.trim(),
      );
    case "malformed_body":
      return answer(400, "MISSING_OR_INVALID_BODY", problem.message);
    case "invalid_id":
      return answer(400, "INVALID_ID", problem.message);
    case "capability_not_supported":
      return answer(400, "CONNECTOR_CAPABILITY_NOT_SUPPORTED", problem.message);
    case "body_too_large":
      return answer(413, "VALIDATION", `the body is larger than ${problem.bytesMax} bytes`);
    case "rate_limited": {
      const seconds = String(problem.retryAfterSeconds);
      return answer(429, "VALIDATION", `too many requests; try again in ${seconds} s`, {
        "Retry-After": seconds,
      });
    }
    case "illegal_transition":
      return answer(400, "CONFLICT", problem.reason);
    case "lost_race":
      return answer(400, "CONFLICT", "the payment has just changed");
    case "amount_exceeds_remaining":
      return answer(
        400,
        "VALIDATION",
        `amount is more than what is left of the payment (${problem.remainingMinor})`,
      );
    case "conflict":
      return answer(400, "CONFLICT", problem.message);
  }
}

/** A value of another JSON type makes the body invalid; a value that breaks a rule is a validation error. */
function codeOf({ code }: FieldIssue): ConnectedError["errorCode"] {
  return code === "invalid_type" ? "MISSING_OR_INVALID_BODY" : "VALIDATION";
}

function answer(
  status: number,
  errorCode: ConnectedError["errorCode"],
  errorMessage: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ errorCode, errorMessage }, { status, headers });
}
