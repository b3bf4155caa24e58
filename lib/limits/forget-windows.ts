import { query } from "@/lib/db/sql";
import { FORGET_WINDOWS } from "@/lib/generated/sql/limits/forget-windows";
import { TRIES_PREFIX } from "./count-tries";
import { LEASE_PREFIX } from "./lease";

const FORGET_ROWS_MAX = 10_000;

/** Deletes windows that have ended, a bounded number at a time. */
export async function forgetWindows(): Promise<void> {
  for (const prefix of [LEASE_PREFIX, TRIES_PREFIX])
    await query(FORGET_WINDOWS, { pattern: `${prefix}%`, limit: FORGET_ROWS_MAX });
}
