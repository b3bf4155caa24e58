import type { z } from "zod";
import { isMissing } from "@/lib/http/validate";
import type { FieldIssue } from "@/lib/verb/problem";

/** What the body as a whole is called where no field of it is at fault. */
export const WHOLE_BODY = "value";

/** Zod's issues in the words of the policy door: `"amount" is required`, `"failure_reason" is not allowed`. One per path. */
export function issuesOf(error: z.ZodError, prefix: readonly PropertyKey[] = []): FieldIssue[] {
  const byPath = new Map<string, FieldIssue>();
  for (const issue of error.issues.flatMap((each) => worded(each, prefix)))
    if (!byPath.has(issue.path)) byPath.set(issue.path, issue);
  return [...byPath.values()];
}

export function required(path: string): FieldIssue {
  return { path, code: "required", message: `"${path}" is required` };
}

export function notAllowed(path: string): FieldIssue {
  return { path, code: "not_allowed", message: `"${path}" is not allowed` };
}

/** `rule` goes on after the quoted field: `must be an integer`. */
export function unfit(path: string, rule: string): FieldIssue {
  return { path, code: "invalid_value", message: `"${path}" ${rule}` };
}

function worded(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): FieldIssue[] {
  const path = [...prefix, ...issue.path].join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => notAllowed(path ? `${path}.${key}` : key));
  const named = path || WHOLE_BODY;
  if (isMissing(issue)) return [required(named)];
  if (issue.code === "invalid_type" && !isOurs(issue.message))
    return [unfit(named, `must be ${article(issue.expected)}`)];
  if (issue.code === "invalid_value") return [unfit(named, `must be one of [${issue.values.join(", ")}]`)];
  return [unfit(named, issue.message)];
}

// Zod's own sentences begin with a capital; the rules written beside our fields do not.
function isOurs(message: string): boolean {
  return /^[a-z]/.test(message);
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
