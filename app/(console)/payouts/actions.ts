"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { spellId } from "@/lib/ids";
import { MakePayoutRun, makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { MarkPayoutLines, markPayoutLines } from "@/lib/referrals/payouts/mark-payout-lines";

/** Gives the path of the run's page: of the first one, when the same preview was sent before. */
export async function payOutAction(form: z.input<typeof MakePayoutRun>): Promise<ActionResult<string>> {
  return runAction(MakePayoutRun, form, async (call) => {
    const { id } = await makePayoutRun(call);
    return `/payouts/${spellId("run", id)}`;
  });
}

/** Gives how many payments were marked. */
export async function markLinesAction(form: z.input<typeof MarkPayoutLines>): Promise<ActionResult<number>> {
  return runAction(MarkPayoutLines, form, async (call) => (await markPayoutLines(call)).marked);
}
