import { z } from "zod";

/** Field schemas of answers that the doors have in common. */

/** `2026-01-05T10:00:00.000Z`. */
export const time = z.iso.datetime().meta({ pattern: undefined });

export const unixSeconds = z.int().meta({ description: "Unix seconds." });

export const uuid = z.uuid().meta({ pattern: undefined });

/** An amount in minor units, written as a JSON integer however large. */
export const minorUnits = z
  .bigint()
  .meta({ type: "integer", format: "int64", description: "In minor units, exact however large." });

export const textMap = z.record(z.string(), z.string());

/** The spelling of an id: `pay_` and 26 characters. */
export function spelledId(prefix: string) {
  return z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`));
}
