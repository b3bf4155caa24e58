import { hasLiveConnector } from "@/lib/connectors/registry";
import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

const READ = statement("SELECT offset_ms FROM test_clock WHERE id = 1");

export interface TestClock {
  /** How far ahead of the real time it is. */
  offsetMs: number;
  /** False where a live connector is configured. */
  movable: boolean;
}

export async function readTestClock({ ctx }: { ctx: Ctx }): Promise<TestClock> {
  authorize(ctx, "clock:advance");
  const [row] = await run<{ offset_ms: bigint }>(READ, []);
  return { offsetMs: Number(row?.offset_ms ?? 0), movable: !hasLiveConnector() };
}
