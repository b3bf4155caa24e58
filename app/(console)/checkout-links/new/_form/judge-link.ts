import { z } from "zod";
import { paymentFields, savingNeedsCustomer } from "@/lib/checkout/fields";
import { durationOf, EXPIRY_DAYS_MAX, type LinkBody, writeBody } from "./link-body";
import type { LinkValues } from "./link-values";
import { wordsFor } from "./link-words";

/** One field of the form and what is wrong with it. */
export interface LinkIssue {
  path: string;
  message: string;
}

export interface JudgedLink {
  body: LinkBody;
  issues: LinkIssue[];
}

/** The body a form makes and all that is wrong with it, by the door's own rules, in words that stand beside a field. */
export function judgeLink(values: LinkValues, limitMinor: bigint, locale: string): JudgedLink {
  const { body, fieldOf } = writeBody(values, locale);
  const parsed = z.object(paymentFields(limitMinor)).check(savingNeedsCustomer).safeParse(body);
  const ruled = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const field = fieldOf(path.join("."));
    return { path: field, message: wordsFor(field, message, values, locale) };
  });
  return { body, issues: [...ruled, ...formIssues(values)] };
}

/** What only the form can get wrong: the door has no rows and no presets. */
function formIssues(values: LinkValues): LinkIssue[] {
  const issues: LinkIssue[] = [];
  if (durationOf(values) === null)
    issues.push({ path: "expiryCount", message: `A whole number, at most ${EXPIRY_DAYS_MAX} days in all.` });
  const seen = new Set<string>();
  for (const [at, { name, value }] of values.metadata.entries()) {
    const trimmed = name.trim();
    if (trimmed === "" && value !== "")
      issues.push({ path: `metadata.${at}.name`, message: "Name this value." });
    if (seen.has(trimmed)) issues.push({ path: `metadata.${at}.name`, message: "This name is used above." });
    if (trimmed !== "") seen.add(trimmed);
  }
  return issues;
}
