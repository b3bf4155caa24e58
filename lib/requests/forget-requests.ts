import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { FORGET } from "@/lib/generated/sql/requests/forget-requests/forget";
import { KEPT_DAYS } from "./limits";
import { firstIdAt } from "./request-id";

/** Rows of one statement, and statements of one run: a run every minute forgets as fast as they come. */
export const FORGET_ROWS_MAX = 5_000;
const BATCHES_MAX = 60;

/** Deletes requests that are too old, a bounded number at a time. The log keeps real time, whatever the test clock says. */
export async function forgetRequests(): Promise<number> {
  const before = firstIdAt(new Date(Date.now() - KEPT_DAYS * DAY_MS));
  let forgotten = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const [row] = await query(FORGET, { before, forgetRowsMax: FORGET_ROWS_MAX });
    const rows = row?.rows ?? 0;
    forgotten += rows;
    if (rows < FORGET_ROWS_MAX) break;
  }
  return forgotten;
}
