import type { Refusal } from "@/lib/http/operation";
import { PAYMENT_REFUSALS } from "@/lib/referrals/referrals/states";
import { leastScope } from "@/lib/verb/permissions";
import type { FieldIssue, Problem } from "@/lib/verb/problem";
import { fieldErrors, flatError, plainErrors } from "./answers";

/** Every refusal in the words of the referral contract, `/api/v1`. `null` is a fault of ours. */
export function presentProblem(problem: Problem | null, requestId: string): Response {
  if (!problem)
    return plain(
      500,
      "Internal server error",
      `Something went wrong on our side. Quote request ${requestId}.`,
    );
  switch (problem.code) {
    case "unauthenticated":
      return plain(401, "Unauthorized", "Missing or invalid API key", { "WWW-Authenticate": "Bearer" });
    case "forbidden":
      return plain(403, "Forbidden", `This API key lacks the scope ${leastScope(problem.permission)}`);
    case "partner_key":
      return plain(403, "Forbidden", "This API key is a partner's own and only reads what is theirs");
    case "other_merchant":
    case "other_customer":
      return plain(403, "Forbidden", "This API key belongs to another merchant");
    case "not_found":
      return plain(404, "Not found", `${problem.object} not found`);
    case "route_not_found":
      return plain(404, "Not found", `There is nothing at ${problem.path}`);
    case "method_not_allowed": {
      const allow = problem.allowed.join(", ");
      return plain(405, "Method not allowed", `Use ${allow} here`, { Allow: allow });
    }
    case "body_too_large":
      return plain(413, "Body too large", `The body is larger than ${problem.bytesMax} bytes`);
    case "body_encoded":
      return plain(415, "Unsupported content coding", `Send the body as it is, without ${problem.coding}`, {
        "Accept-Encoding": "identity",
      });
    case "body_charset":
      return plain(415, "Unsupported charset", `Send the body in UTF-8, not in ${problem.charset}`);
    case "rate_limited": {
      const seconds = String(problem.retryAfterSeconds);
      return plain(429, "Too many requests", `Try again in ${seconds} s`, { "Retry-After": seconds });
    }
    case "unavailable": {
      const seconds = String(problem.retryAfterSeconds);
      return plain(503, "Service unavailable", `Try again in ${seconds} s`, { "Retry-After": seconds });
    }
    case "invalid":
      return byField(titleOf(problem.issues), detailsOf(problem.issues));
    case "malformed_body":
      return byField("Malformed body", { body: [problem.message] });
    case "illegal_transition":
      return byField("Validation failed", { state: [`cannot follow ${problem.from}`] });
    case "lost_race":
      return byField("Validation failed", { state: ["has just changed"] });
    case "amount_exceeds_remaining":
      return byField("Validation failed", { amount: ["is more than what is left"] });
    default:
      return byField("Validation failed", { base: [problem.message] });
  }
}

/** `/api/v2` is flat where its contract says so, and like the rest where it does not. */
export function presentConversionProblem(problem: Problem | null, requestId: string): Response {
  switch (problem?.code) {
    case "invalid":
    case "malformed_body":
      return Response.json({ error: "Invalid request" }, { status: 400 });
    case "conflict":
      return Response.json({ error: problem.message }, { status: 409 });
    default:
      return presentProblem(problem, requestId);
  }
}

function plain(status: number, title: string, details: string, headers?: Record<string, string>): Response {
  return Response.json({ errors: [{ title, details }] }, { status, ...(headers && { headers }) });
}

function byField(title: string, details: Record<string, string[]>): Response {
  return Response.json({ errors: [{ title, details }] }, { status: 400 });
}

function titleOf(issues: readonly FieldIssue[]): string {
  const payable = !issues.some(
    ({ path, message }) => path === "referral" && PAYMENT_REFUSALS.some((each) => each === message),
  );
  return payable ? "Validation failed" : "Referral not payable";
}

function detailsOf(issues: readonly FieldIssue[]): Record<string, string[]> {
  // A map: a field may bear a name that every object has, such as `constructor`.
  const details = new Map<string, string[]>();
  for (const { path, message } of issues) {
    const field = path || "base";
    details.set(field, [...(details.get(field) ?? []), message]);
  }
  return Object.fromEntries(details);
}

const described = (description: string): Refusal => ({ description, schema: plainErrors });

/** How `/api/v1` refuses, by status. */
export const REFERRAL_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: { description: "Every bad field at once, each with what is wrong with it.", schema: fieldErrors },
  401: described("No API key, or none that is known."),
  403: described(
    "The key lacks the scope, belongs to another merchant, or is a partner's own and asked for more.",
  ),
  404: described("There is no such thing."),
  405: described("The address is known, the method is not."),
  413: described("The body is too large."),
  415: described("The body is in a content coding, such as gzip, or a charset that is not read here."),
  429: described("Too many requests; `Retry-After` says when to come back."),
  500: described("Our fault; quote the request's id."),
  503: described("The database is away, locked or full; `Retry-After` says when to come back."),
};

/** `/api/v2` is flat where its contract says so. */
export const CONVERSION_REFUSALS: Readonly<Record<number, Refusal>> = {
  ...REFERRAL_REFUSALS,
  400: { description: "A field is wrong, or the slug is unknown.", schema: flatError },
  409: { description: "The referral exists already.", schema: flatError },
};
