import type { Refusal } from "@/lib/http/operation";
import { leastScope } from "@/lib/verb/permissions";
import type { FieldIssue, Problem } from "@/lib/verb/problem";
import type { ConnectedError } from "./answers";
import { connectedError, tokenError } from "./answers";

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
    case "partner_key":
      return answer(403, "VALIDATION", "This key is a partner's own. It reads what is theirs at /api/v1.");
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
    case "body_encoded":
      return answer(
        415,
        "VALIDATION",
        `send the body as it is, without a content coding such as ${problem.coding}`,
        {
          "Accept-Encoding": "identity",
        },
      );
    case "body_charset":
      return answer(415, "VALIDATION", `send the body in UTF-8, not in ${problem.charset}`);
    case "rate_limited": {
      const seconds = String(problem.retryAfterSeconds);
      return answer(429, "VALIDATION", `too many requests; try again in ${seconds} s`, {
        "Retry-After": seconds,
      });
    }
    case "unavailable": {
      const seconds = String(problem.retryAfterSeconds);
      return answer(503, "INTERNAL", `not available just now; try again in ${seconds} s`, {
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
        problem.of === "refunds"
          ? `amount is more than what was refunded and has not come back (${problem.remainingMinor})`
          : `amount is more than what is left of the payment (${problem.remainingMinor})`,
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

const described = (description: string): Refusal => ({ description, schema: connectedError });
const token = (description: string): Refusal => ({ description, schema: tokenError });

/** How the connected door refuses, by status. */
export const CONNECTED_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: described("The first rule that is broken, in the contract's order."),
  401: described("No access token or API key, or none that is valid."),
  403: described("The token lacks the scope, or belongs to another merchant."),
  404: described("There is no such thing."),
  405: described("The address is known, the method is not."),
  413: described("The body is too large."),
  415: described("The body is in a content coding, such as gzip, or a charset that is not read here."),
  429: described("Too many requests; `Retry-After` says when to come back."),
  500: described("Our fault; quote the request's id."),
  503: described("The database is away, locked or full; `Retry-After` says when to come back."),
};

/** How the token endpoint refuses, by status. */
export const TOKEN_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: token("Another grant type, a scope the key lacks, or no form."),
  401: token("The key id and the secret do not belong together."),
  404: token("There is nothing at this address."),
  405: token("The address is known, the method is not."),
  413: token("The body is too large."),
  415: token("The body is in a content coding, such as gzip, or a charset that is not read here."),
  429: token("Too many requests; `Retry-After` says when to come back."),
  500: token("Our fault; quote the request's id."),
  503: token("The database is away, locked or full; `Retry-After` says when to come back."),
};
