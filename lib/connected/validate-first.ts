import type { z } from "zod";
import { fieldIssues } from "@/lib/http/validate";
import { Refused } from "@/lib/verb/problem";

/**
 * The parsed value, or a refusal that names one field: a wrong JSON type goes before a bad value, as the body could not
 * be read at all; else the first broken rule in the contract's order.
 */
export function validateFirst<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const issues = fieldIssues(result.error);
  const told = issues.find(({ code }) => code === "invalid_type") ?? issues[0];
  if (!told) throw new Error("zod refused without an issue");
  throw new Refused({ code: "invalid", issues: [told] });
}
