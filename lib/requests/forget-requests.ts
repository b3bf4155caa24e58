import { inPortions } from "@/lib/db/in-portions";
import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { FORGET } from "@/lib/generated/sql/requests/forget-requests/forget";
import { KEPT_DAYS } from "./limits";
import { firstIdAt } from "./request-id";

/** Rows of one statement. */
export const FORGET_ROWS_MAX = 5_000;

/** Deletes requests that are too old, a bounded number at a time. The log keeps real time, whatever the test clock says. */
export async function forgetRequests(): Promise<number> {
  const before = firstIdAt(new Date(Date.now() - KEPT_DAYS * DAY_MS));
  return inPortions(FORGET_ROWS_MAX, async () => {
    const [row] = await query(FORGET, { before, forgetRowsMax: FORGET_ROWS_MAX });
    return row?.rows ?? 0;
  });
}
