import { z } from "zod";
import type { Refusal } from "@/lib/http/operation";
import { leastScope } from "@/lib/verb/permissions";
import type { Problem } from "@/lib/verb/problem";
import type { GeneralError, ValidationError } from "./answers";
import { generalError, validationError } from "./answers";

/** Every refusal in the words of the checkout contract. `null` is a fault of ours. */
export function presentProblem(problem: Problem | null, requestId: string): Response {
  if (!problem) {
    return general(
      500,
      "internal_server_error",
      `Something went wrong on our side. Quote request ${requestId}.`,
    );
  }
  switch (problem.code) {
    case "unauthenticated":
      return general(401, "unauthorized", "Missing or invalid API key.", undefined, {
        "WWW-Authenticate": "Bearer",
      });
    case "forbidden":
      return general(403, "forbidden", `This API key lacks the scope ${leastScope(problem.permission)}.`);
    case "partner_key":
      return general(
        403,
        "forbidden",
        "This API key is a partner's own. It reads what is theirs at /api/v1.",
      );
    case "other_merchant":
      return general(403, "forbidden", "This API key belongs to another merchant.");
    case "other_customer":
      return general(403, "forbidden", "The customer does not belong to this merchant.");
    case "not_found":
      return general(404, "not_found", `${problem.object} ${problem.id} was not found.`);
    case "route_not_found":
      return general(404, "not_found", `There is nothing at ${problem.path}.`);
    case "method_not_allowed": {
      const allow = problem.allowed.join(", ");
      return general(405, "bad_request", `Use ${allow} here.`, "METHOD_NOT_ALLOWED", { Allow: allow });
    }
    case "invalid":
      return invalid(problem.issues);
    case "malformed_body":
      return general(400, "bad_request", problem.message, "MALFORMED_JSON");
    case "body_too_large":
      return general(
        413,
        "bad_request",
        `The body is larger than ${problem.bytesMax} bytes.`,
        "BODY_TOO_LARGE",
      );
    case "body_encoded":
      return general(
        415,
        "bad_request",
        `Send the body as it is, without a content coding such as ${problem.coding}.`,
        "UNSUPPORTED_ENCODING",
        { "Accept-Encoding": "identity" },
      );
    case "body_charset":
      return general(
        415,
        "bad_request",
        `Send the body in UTF-8, not in ${problem.charset}.`,
        "UNSUPPORTED_CHARSET",
      );
    case "rate_limited": {
      const seconds = String(problem.retryAfterSeconds);
      return general(429, "bad_request", `Too many requests; try again in ${seconds} s.`, "RATE_LIMITED", {
        "Retry-After": seconds,
      });
    }
    case "unavailable": {
      const seconds = String(problem.retryAfterSeconds);
      const message = `The service cannot do this just now; try again in ${seconds} s.`;
      return general(503, "internal_server_error", message, "SERVICE_UNAVAILABLE", {
        "Retry-After": seconds,
      });
    }
    case "illegal_transition":
      return general(
        400,
        "bad_request",
        problem.reason,
        NOT_POSSIBLE[problem.to] ?? "PAYMENT_NOT_CANCELLABLE",
      );
    case "lost_race":
      return general(400, "bad_request", "The payment has just changed; read it again.", "PAYMENT_CHANGED");
    case "amount_exceeds_remaining":
      return general(
        400,
        "bad_request",
        "The amount is more than what is left of the payment.",
        "AMOUNT_TOO_LARGE",
      );
    case "conflict":
      return general(409, "conflict", problem.message, "CONFLICT");
    case "invalid_id":
    case "capability_not_supported":
      return general(400, "bad_request", problem.message, "CONFLICT");
  }
}

/** What could not be done, by the status that would have followed. */
const NOT_POSSIBLE: Readonly<Record<string, string>> = {
  refunded: "PAYMENT_NOT_REFUNDABLE",
  processing: "PAYMENT_NOT_CHARGEABLE",
};

function general(
  status: number,
  error: GeneralError["error"],
  message: string,
  code?: string,
  headers?: Record<string, string>,
): Response {
  const body: GeneralError = { error, message, ...(code && { code }) };
  return Response.json(body, { status, ...(headers && { headers }) });
}

function invalid(issues: Extract<Problem, { code: "invalid" }>["issues"]): Response {
  const errors = issues.map(({ path, message, code }) => ({ field: path, message, code }));
  const message = sentence(issues[0].path, issues[0].message);
  const body: ValidationError = { error: "validation_error", message, errors };
  return Response.json(body, { status: 400 });
}

/** A rule goes on after its field, `url is required`; what is a sentence of its own stands after a colon. */
function sentence(path: string, message: string): string {
  if (!path) return message;
  return /^\p{Lu}/u.test(message) ? `${path}: ${message}` : `${path} ${message}`;
}

const described = (description: string): Refusal => ({ description, schema: generalError });

/** How the checkout door refuses, by status. */
export const CHECKOUT_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: {
    description:
      "Fields that are wrong, all of them at once; or a request that cannot be done as things stand.",
    schema: z.union([validationError, generalError]),
  },
  401: described("No API key, or none that is known."),
  403: described("The key lacks the scope, or belongs to another merchant than what was named."),
  404: described("There is no such thing, or it is another merchant's."),
  409: described("It cannot be done while things are as they are; the message says which."),
  405: described("The address is known, the method is not."),
  413: described("The body is too large."),
  415: described("The body is in a content coding, such as gzip, or a charset that is not read here."),
  429: described("Too many requests; `Retry-After` says when to come back."),
  500: described("Our fault; quote the request's id."),
  503: described("The database is away, locked or full; `Retry-After` says when to come back."),
};
