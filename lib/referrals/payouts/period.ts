import { z } from "zod";
import { DAY_MS } from "@/lib/durations";

/** Whole days in UTC, as "2026-11-30". A commission approved on another day stays for another run. */
export const Period = z
  .object({
    from: z.iso.date("Choose a day."),
    through: z.iso.date("Choose a day."),
  })
  .refine(({ from, through }) => from <= through, {
    path: ["from"],
    error: "Must not be after the last day.",
  });
export type Period = z.infer<typeof Period>;

/** The first moment of a period. */
export function startOf({ from }: Period): Date {
  return new Date(`${from}T00:00:00Z`);
}

/** The first moment after a period. */
export function endOf({ through }: Period): Date {
  return new Date(Date.parse(`${through}T00:00:00Z`) + DAY_MS);
}

/** The calendar day of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
