import { DEFAULT_READER } from "@/components/ui/reader";
import type { Ctx } from "@/lib/verb/context";
import type { WantedFor } from "./attention-looks";
import { overviewQuery } from "./overview-query";

/** What the overview says, as it is read for its page. */
export async function told(ctx: Ctx): Promise<Map<WantedFor, number>> {
  const { attention } = await overviewQuery.read({
    ctx,
    reader: DEFAULT_READER,
    params: new URLSearchParams(),
  });
  return new Map(attention.map(({ reason, number }) => [reason, Number(number)]));
}
