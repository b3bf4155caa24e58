import { z } from "zod";

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d))?$/;
const MILLISECOND_DIGITS = 3;

/** Leaves room for the days a retry or an assumed success comes after, within years of four digits. */
const YEAR_MAX = 9998;
const YEAR_MIN = 1000;

const YEARS_RULE = `must be within the years ${YEAR_MIN} to ${YEAR_MAX}`;

const DATE_OR_TIME = {
  description: `YYYY-MM-DDTHH:mm:ss.SSSZ or with an offset; a plain date is its midnight in UTC. Within the years ${YEAR_MIN} to ${YEAR_MAX}.`,
};

/** A time of the policy door: with a zone or an offset, or a plain date, which is its midnight in UTC. */
export const timeField = z
  .string({ error: "must be a valid date" })
  .meta(DATE_OR_TIME)
  .transform((text, ctx) => {
    const time = readTime(text);
    if (time && isInRange(time)) return time;
    ctx.addIssue({ code: "custom", message: time ? YEARS_RULE : "must be a valid date" });
    return z.NEVER;
  });

/** The instant a text names, or null: no date of the calendar, or a time of day without a zone. */
function readTime(text: string): Date | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [, year, month, day, hours, minutes, seconds = "00", fraction = "0", zone] = match;
  if (!isDate(Number(year), Number(month), Number(day))) return null;
  if (!zone) return new Date(`${text}T00:00:00.000Z`);
  const milliseconds = fraction.slice(0, MILLISECOND_DIGITS).padEnd(MILLISECOND_DIGITS, "0");
  const offset = zone === "Z" || zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${milliseconds}${offset}`);
}

// An offset may carry a time into the year before or after the one that is written.
function isInRange(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= YEAR_MIN && year <= YEAR_MAX;
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
