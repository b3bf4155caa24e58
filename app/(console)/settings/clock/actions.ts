"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { AdvanceTestClock, advanceTestClock } from "@/lib/test-clock/advance-test-clock";

export async function advanceClockAction(
  form: z.input<typeof AdvanceTestClock>,
): Promise<ActionResult<number>> {
  return runAction(AdvanceTestClock, form, advanceTestClock);
}
