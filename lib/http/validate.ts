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
  for (const issue of error.issues.flatMap(fieldIssuesOf))
    if (!byPath.has(issue.path)) byPath.set(issue.path, issue);
  return [...byPath.values()];
}

/** In characters: nobody needs more of a name that is not known to see which it is. */
const UNKNOWN_NAME_LENGTH_MAX = 100;

/** One issue of zod's for every name that is not known is one issue for each of them. */
function fieldIssuesOf(issue: z.core.$ZodIssue): FieldIssue[] {
  const path = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") return [{ path, code: codeOf(issue), message: issue.message }];
  return issue.keys.map((key) => ({
    path: [...issue.path, key.slice(0, UNKNOWN_NAME_LENGTH_MAX).toWellFormed()].join("."),
    code: "not_allowed",
    message: "is not known here",
  }));
}

/** Whether nothing was given where something has to be, whatever it may be: a type, one of some values, one of some forms. */
export function isMissing(issue: z.core.$ZodIssue): boolean {
  // Where no form of a union fits by the field that tells them apart, the input is the object and the path ends in that field.
  if (issue.code === "invalid_union" && isObject(issue.input))
    return !Object.hasOwn(issue.input, String(issue.path.at(-1)));
  const typed =
    issue.code === "invalid_type" || issue.code === "invalid_value" || issue.code === "invalid_union";
  return typed && issue.input === undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function codeOf(issue: z.core.$ZodIssue): FieldIssueCode {
  if (isMissing(issue)) return "required";
  switch (issue.code) {
    case "invalid_type":
      return "invalid_type";
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
