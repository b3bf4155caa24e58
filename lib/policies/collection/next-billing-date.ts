import { DAY_MS } from "@/lib/durations";
import type { Policy } from "@/lib/policies/policy";
import { midnight } from "./possible-dates";

const WEEK_MS = 7 * DAY_MS;

/** How many months after one billing the next is; those billed by the week, or once, go by none. */
const MONTHS = { monthly: 1, quarterly: 3, biannually: 6, yearly: 12 } as const;

/**
 * The day an active policy is billed next, today included, as midnight in UTC; null where it is not billed again. It is
 * billed first on the first billing day at or after its start, and from there by its frequency.
 */
export function nextBillingDate(
  policy: Pick<Policy, "status" | "billingDay" | "billingFrequency" | "startDate">,
  now: Date,
): Date | null {
  const { status, billingDay, billingFrequency, startDate } = policy;
  if (status !== "active") return null;
  const firstMonth = firstMonthOf(billingDay, startDate);
  const [first, today] = [billingDateIn(billingDay, firstMonth), midnight(now)];
  if (first >= today) return new Date(first);
  if (billingFrequency === "once_off") return null;
  if (billingFrequency === "weekly") return new Date(first + Math.ceil((today - first) / WEEK_MS) * WEEK_MS);
  const months = MONTHS[billingFrequency];
  const due = firstMonth + Math.floor((monthOf(now) - firstMonth) / months) * months;
  const date = billingDateIn(billingDay, due);
  return new Date(date >= today ? date : billingDateIn(billingDay, due + months));
}

/** The month of the first billing day at or after a time, counted from year 0. */
function firstMonthOf(billingDay: number, start: Date): number {
  const month = monthOf(start);
  return billingDateIn(billingDay, month) >= midnight(start) ? month : month + 1;
}

function monthOf(time: Date): number {
  return time.getUTCFullYear() * 12 + time.getUTCMonth();
}

/** A day that a month does not have is its last. */
function billingDateIn(billingDay: number, month: number): number {
  const lastDay = utc(month + 1, 0);
  return Math.min(utc(month, billingDay), lastDay);
}

// Date.UTC takes a year below 100 for one of the 20th century.
function utc(month: number, day: number): number {
  return new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, day);
}
