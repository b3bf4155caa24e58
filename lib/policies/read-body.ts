import type { z } from "zod";
import { type FieldIssue, Refused } from "@/lib/verb/problem";
import { issuesOf } from "./field-words";

/** The parsed value, or a refusal with every bad field at once, in the policy door's words. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  return refuseIssues(issuesOf(parsed.error));
}

/** Refuses with these issues; throws when there is none. */
export function refuseIssues(issues: readonly FieldIssue[]): never {
  const [first, ...others] = issues;
  if (!first) throw new Error("a refusal names what is wrong");
  throw new Refused({ code: "invalid", issues: [first, ...others] });
}
