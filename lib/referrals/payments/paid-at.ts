import { Temporal } from "temporal-polyfill";
import { DAY_MS } from "@/lib/durations";
import { refuseField } from "@/lib/verb/problem";

/** How long ago a payment may have been made that is recorded now, in days. */
export const PAID_DAYS_AGO_MAX = 366;

/** The calendar day of a moment, where its reader is. */
export function dayIn(timeZone: string, moment: Date): string {
  return zoned(timeZone, moment).toPlainDate().toString();
}

/** A moment as clocks show it where its reader is, such as "2026-11-30T09:15:30". */
export function timeIn(timeZone: string, moment: Date): string {
  return zoned(timeZone, moment).toPlainDateTime().toString({ smallestUnit: "second" });
}

/** The moment a payment counts as made that was made on a day: now, or noon of an earlier day where its reader is. */
export function momentOfDay(day: string, timeZone: string, now: Date): Date {
  if (day === dayIn(timeZone, now)) return now;
  const noon = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: "12:00" });
  return new Date(noon.epochMilliseconds);
}

/** The days a reader may choose from, first and last. */
export function payableDays(timeZone: string, now: Date): { first: string; last: string } {
  const today = zoned(timeZone, now).toPlainDate();
  return { first: today.subtract({ days: PAID_DAYS_AGO_MAX }).toString(), last: today.toString() };
}

/** Refuses with `invalid`, of the field `paidOn`, what is still to come and what is too long ago. */
export function refuseUnlessPaidThen(paidAt: Date, now: Date): void {
  if (paidAt > now)
    refuseField("paidOn", "invalid_value", "A payment is recorded once it was made: choose no later day.");
  // The first day that may be chosen is a whole one.
  if (paidAt.getTime() < now.getTime() - (PAID_DAYS_AGO_MAX + 1) * DAY_MS)
    refuseField("paidOn", "invalid_value", `Choose a day of the last ${PAID_DAYS_AGO_MAX}.`);
}

function zoned(timeZone: string, moment: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
}
