import { hasLiveConnection } from "@/lib/connectors/connection";
import { query } from "@/lib/db/sql";
import { READ } from "@/lib/generated/sql/test-clock/read-test-clock/read";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

export interface TestClock {
  /** How far ahead of the real time it is. */
  offsetMs: number;
  /** False where a live connector is configured. */
  movable: boolean;
}

export async function readTestClock({ ctx }: { ctx: Ctx }): Promise<TestClock> {
  authorize(ctx, "clock:advance");
  const [row] = await query(READ, {});
  return { offsetMs: Number(row?.offset_ms ?? 0), movable: !(await hasLiveConnection()) };
}
