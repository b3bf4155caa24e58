import { log } from "@/lib/log/log";
import { loadSampleData } from "@/lib/sample/load-sample-data";
import type { Ctx } from "@/lib/verb/context";

/** Whether there is sample data to offer. */
export const SAMPLE_DATA_EXISTS = true;

/** The one place where set-up calls for sample data. The account is made by then: what goes wrong here does not undo it. */
export async function loadSample(ctx: Ctx): Promise<void> {
  await loadSampleData({ ctx }).catch((err: unknown) => log.error({ err }, "the sample data was not loaded"));
}
