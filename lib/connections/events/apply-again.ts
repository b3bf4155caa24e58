import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { queryOne, transaction } from "@/lib/db/sql";
import { EXISTS } from "@/lib/generated/sql/connections/events/exists";
import { TRY_AGAIN } from "@/lib/generated/sql/connections/events/try-again";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

export const ApplyAgain = z.object({ id: z.uuid() });
export type ApplyAgain = z.infer<typeof ApplyAgain>;

/** Has an event that could not be applied be tried once more, after a mend. Sent twice it is tried once. */
export async function applyAgain({ ctx, input }: { ctx: Ctx; input: ApplyAgain }): Promise<void> {
  authorize(ctx, "providers:manage");
  await transaction(async (tx) => {
    const event = await queryOne(TRY_AGAIN, input, tx);
    if (!event) {
      if (await queryOne(EXISTS, input, tx)) return;
      throw new Refused({ code: "not_found", object: "Event", id: input.id });
    }
    await recordAudit(tx, ctx, {
      action: "provider_event.applied_again",
      objectType: "provider_event",
      objectId: input.id,
      merchantId: null,
      data: { event: event.eventId },
    });
  });
}
