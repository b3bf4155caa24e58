import type { Ctx } from "@/lib/context";

/** Whether there is sample data to offer. */
export const SAMPLE_DATA_EXISTS = false;

/** The one place where set-up calls for sample data. */
export async function loadSample(_ctx: Ctx): Promise<void> {}
