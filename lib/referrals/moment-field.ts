import { z } from "zod";
import { readInstant } from "@/lib/instant";

/** The last second of the year 9999. */
const SECONDS_MAX = 253_402_300_799;
const RULE = "must be Unix seconds or a time such as 2022-12-24 12:47:45 +0200";

// A plus sign that was not encoded arrives as a space; the dialect's own examples do not encode it.
const WRITTEN = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) ([+ -])(\d{2}):?(\d{2})$/;

/** A time in a list's address, in Unix seconds once parsed: as this dialect writes times, or as it answers them. */
export const momentField = z
  .string({ error: RULE })
  .meta({ description: "Unix seconds, or a time such as `2022-12-24 12:47:45 +0200`." })
  .transform((text, ctx) => {
    const seconds = secondsOf(text);
    if (seconds !== null) return seconds;
    ctx.addIssue({ code: "custom", message: RULE, params: { code: "invalid_format" } });
    return z.NEVER;
  });

function secondsOf(text: string): number | null {
  if (/^\d{1,12}$/.test(text)) return Number(text) <= SECONDS_MAX ? Number(text) : null;
  const [, day, time, sign, hours, minutes] = WRITTEN.exec(text) ?? [];
  const instant = readInstant(`${day}T${time}${sign === "-" ? "-" : "+"}${hours}:${minutes}`);
  return instant && Math.floor(instant.occurredAt.getTime() / 1_000);
}
