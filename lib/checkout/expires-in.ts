import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { EXPIRES_IN_MAX_MS } from "./limits";

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
  const milliseconds = millisecondsOf(duration);
  if (milliseconds <= 0) return "must be longer than zero";
  if (milliseconds > EXPIRES_IN_MAX_MS) return "must be at most P31D";
  return Math.ceil(milliseconds);
}

// Worked out here: the library refuses a length that no calendar reaches, where we have a word for it.
function millisecondsOf(duration: Temporal.Duration): number {
  const { weeks, days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds } = duration;
  const minutesInAll = ((weeks * 7 + days) * 24 + hours) * 60 + minutes;
  return minutesInAll * 60_000 + seconds * 1_000 + milliseconds + microseconds / 1e3 + nanoseconds / 1e6;
}

function parse(text: string): Temporal.Duration | null {
  try {
    return Temporal.Duration.from(text);
  } catch {
    return null;
  }
}
