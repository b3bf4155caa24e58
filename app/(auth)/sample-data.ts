import { hasLiveConnector } from "@/lib/connectors/registry";
import type { Ctx } from "@/lib/context";
import { log } from "@/lib/log";
import { loadSampleData } from "@/lib/sample/load-sample-data";

/** Whether there is sample data to offer. */
export const SAMPLE_DATA_EXISTS = !hasLiveConnector();

/** The one place where set-up calls for sample data. The account stands whether or not the sample does. */
export async function loadSample(ctx: Ctx): Promise<void> {
  await loadSampleData({ ctx }).catch((err: unknown) =>
    log.error({ err, requestId: ctx.requestId }, "the sample data could not be loaded"),
  );
}
