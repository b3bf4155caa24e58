import type { Refusal } from "@/lib/http/operation";
import { leastScope } from "@/lib/verb/permissions";
import type { FieldIssue, Problem } from "@/lib/verb/problem";
import type { PolicyError } from "./answers";
import { policyError } from "./answers";

type ErrorType = PolicyError["error"]["type"];

/** Seconds after which a request whose key is still running may be sent again. */
export const RUNNING_RETRY_SECONDS = 1;
/** What the `conflict` of a key that still runs says; the door tells such a caller when to come back. */
export const STILL_RUNNING = "A request with this idempotency key is still running.";

/** Every refusal in the words of the policy contract. `null` is a fault of ours. */
export function presentProblem(problem: Problem | null, traceId: string): Response {
  const answer = (status: number, type: ErrorType, message: string, more: Partial<Answer> = {}) =>
    errorAnswer({ status, type, message, traceId, ...more });
  if (!problem) return answer(500, "server_error", "Something went wrong on our side. Quote the trace_id.");
  switch (problem.code) {
    case "unauthenticated":
      return answer(401, "authentication_error", "Missing or invalid API key.", {
        headers: { "WWW-Authenticate": 'Basic realm="Counterfoil"' },
      });
    case "forbidden": {
      const scope = leastScope(problem.permission);
      return answer(403, "authorization_error", `This API key lacks the scope ${scope}.`);
    }
    case "partner_key":
      return answer(
        403,
        "authorization_error",
        "This API key is a partner's own. It reads what is theirs at /api/v1.",
      );
    case "other_merchant":
    case "other_customer":
      return answer(403, "authorization_error", "This API key belongs to another organisation.");
    case "not_found":
      return answer(404, "not_found_error", `${problem.object} with ID '${problem.id}' not found`);
    case "route_not_found":
      return answer(404, "not_found_error", `There is nothing at ${problem.path}`);
    case "method_not_allowed": {
      const allow = problem.allowed.join(", ");
      return answer(405, "invalid_request_error", `Use ${allow} here.`, { headers: { Allow: allow } });
    }
    case "invalid": {
      const issues = problem.issues.map(quoted);
      return answer(400, "validation_error", issues.map(({ message }) => message).join(". "), {
        issues,
      });
    }
    case "malformed_body":
    case "invalid_id":
    case "capability_not_supported":
      return answer(400, "invalid_request_error", problem.message);
    case "body_too_large":
      return answer(413, "invalid_request_error", `The body is larger than ${problem.bytesMax} bytes.`);
    case "body_encoded":
      return answer(
        415,
        "invalid_request_error",
        `Send the body as it is, without a content coding such as ${problem.coding}.`,
        {
          headers: { "Accept-Encoding": "identity" },
        },
      );
    case "body_charset":
      return answer(415, "invalid_request_error", `Send the body in UTF-8, not in ${problem.charset}.`);
    case "rate_limited": {
      const seconds = String(problem.retryAfterSeconds);
      return answer(429, "rate_limit_error", `Too many requests; try again in ${seconds} s.`, {
        headers: { "Retry-After": seconds },
      });
    }
    case "unavailable": {
      const seconds = String(problem.retryAfterSeconds);
      return answer(503, "server_error", `Not available just now; try again in ${seconds} s.`, {
        headers: { "Retry-After": seconds },
      });
    }
    case "illegal_transition":
      return answer(409, "conflict_error", problem.reason);
    case "lost_race":
      return answer(409, "conflict_error", "Somebody else changed this at the same moment; read it again.");
    case "amount_exceeds_remaining":
      return answer(409, "conflict_error", "The amount is more than what is left of the payment.");
    case "conflict":
      return answer(409, "conflict_error", problem.message, {
        ...(problem.message === STILL_RUNNING && {
          headers: { "Retry-After": String(RUNNING_RETRY_SECONDS) },
        }),
      });
  }
}

interface Answer {
  status: number;
  type: ErrorType;
  message: string;
  traceId: string;
  issues?: readonly FieldIssue[];
  headers?: Record<string, string>;
}

// What every door refuses before a schema is asked, such as a NUL in text, does not name its field.
function quoted(issue: FieldIssue): FieldIssue {
  const { path, message } = issue;
  return path === "" || message.startsWith(`"`) ? issue : { ...issue, message: `"${path}" ${message}` };
}

function errorAnswer({ status, type, message, traceId, issues = [], headers }: Answer): Response {
  const errors = issues.map((issue) => ({ path: issue.path, message: issue.message }));
  const error = { type, message, more_info: MORE_INFO[type], trace_id: traceId, errors };
  return Response.json({ error } satisfies PolicyError, { status, ...(headers && { headers }) });
}

const MORE_INFO: Record<ErrorType, string> = {
  validation_error: "Every field that is wrong is in errors. Nothing was changed.",
  invalid_request_error: "The request could not be read as one of this API. Nothing was changed.",
  authentication_error: "Send the API key as the user name of HTTP Basic, with an empty password.",
  authorization_error: "Ask for a key that may do this.",
  not_found_error: "It may belong to another organisation, or never have been.",
  conflict_error: "The request is well formed but cannot be done as things stand. Nothing was changed.",
  rate_limit_error: "Slow down.",
  server_error: "Nothing was changed. The request can be sent again with another idempotency key.",
};

const refusal = (description: string): Refusal => ({ description, schema: policyError });

/** How the policy door refuses, by status. */
export const POLICY_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: refusal("Every bad field at once, or a request that could not be read."),
  401: refusal("No API key, or none that is known."),
  403: refusal("The key lacks the scope, or belongs to another organisation."),
  404: refusal("There is no such thing."),
  405: refusal("The address is known, the method is not."),
  409: refusal(
    "It cannot be done as things stand, or the idempotency key was used for something else or is still running.",
  ),
  413: refusal("The body is too large."),
  415: refusal("The body is in a content coding, such as gzip, or a charset that is not read here."),
  429: refusal("Too many requests; `Retry-After` says when to come back."),
  500: refusal("Our fault; quote the trace_id."),
  503: refusal("The database is away, locked or full; `Retry-After` says when to come back."),
};
