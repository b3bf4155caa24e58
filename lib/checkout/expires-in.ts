import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { EXPIRES_IN_MAX_MS } from "./fields";

/** An ISO 8601 duration of weeks, days, hours, minutes and seconds as milliseconds. Checkout contract, `expiresIn`. */
export const expiresInField = z
  .string({ error: "must be an ISO 8601 duration, such as P30D" })
  .meta({
    format: "duration",
    description: "Weeks, days, hours, minutes and seconds; P30D when left out, at most P31D.",
  })
  .transform((text, ctx) => {
    const verdict = judge(text);
    if (typeof verdict === "number") return verdict;
    ctx.addIssue({ code: "custom", message: verdict });
    return z.NEVER;
  });

function judge(text: string): number | string {
  const duration = parse(text);
  if (!duration) return "must be an ISO 8601 duration, such as P30D";
  if (duration.years !== 0 || duration.months !== 0)
    return "must not use years or months, whose length varies; use days";
  const milliseconds = duration.total({ unit: "milliseconds", relativeTo: "2000-01-01T00:00Z[UTC]" });
  if (milliseconds <= 0) return "must be longer than zero";
  if (milliseconds > EXPIRES_IN_MAX_MS) return "must be at most P31D";
  return Math.ceil(milliseconds);
}

function parse(text: string): Temporal.Duration | null {
  try {
    return Temporal.Duration.from(text);
  } catch {
    return null;
  }
}
