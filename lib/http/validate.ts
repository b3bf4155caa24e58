import type { z } from "zod";
import { type FieldIssue, type FieldIssueCode, Refused } from "@/lib/verb/problem";

/** The parsed value, or a refusal that lists every bad field at once. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const [first, ...rest] = fieldIssues(result.error);
  if (!first) throw new Error("zod refused without an issue");
  throw new Refused({ code: "invalid", issues: [first, ...rest] });
}

/** Zod's issues as ours, one per path: the first thing wrong with a field is the one to mend. */
export function fieldIssues(error: z.ZodError): FieldIssue[] {
  const byPath = new Map<string, FieldIssue>();
  for (const issue of error.issues) {
    const path = issue.path.join(".");
    if (!byPath.has(path)) byPath.set(path, { path, code: codeOf(issue), message: issue.message });
  }
  return [...byPath.values()];
}

function codeOf(issue: z.core.$ZodIssue): FieldIssueCode {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "required" : "invalid_type";
    case "too_small":
      return "too_small";
    case "too_big":
      return "too_big";
    case "invalid_format":
      return "invalid_format";
    case "unrecognized_keys":
      return "not_allowed";
    case "custom":
      return customCode(issue.params?.code);
    default:
      return "invalid_value";
  }
}

const CODES: readonly FieldIssueCode[] = [
  "required",
  "invalid_type",
  "invalid_format",
  "invalid_value",
  "too_small",
  "too_big",
  "not_allowed",
];

function customCode(code: unknown): FieldIssueCode {
  return CODES.find((each) => each === code) ?? "invalid_value";
}
