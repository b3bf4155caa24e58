"use server";

import { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { loadSampleData } from "@/lib/sample/load-sample-data";

/** Gives the number of payments that were loaded. */
export async function loadSampleAction(): Promise<ActionResult<number>> {
  return runAction(z.undefined(), undefined, async ({ ctx }) => (await loadSampleData({ ctx })).payments);
}
