"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import {
  type CommissionDecision,
  DecideCommissions,
  decideCommissions,
} from "@/lib/referrals/commissions/decide-commissions";

export async function decideAction(
  form: z.input<typeof DecideCommissions>,
): Promise<ActionResult<CommissionDecision[]>> {
  return runAction(DecideCommissions, form, decideCommissions);
}
