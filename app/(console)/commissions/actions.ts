"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import {
  DecideCommissions,
  type Decision,
  decideCommissions,
} from "@/lib/referrals/commissions/decide-commissions";

export async function decideAction(
  form: z.input<typeof DecideCommissions>,
): Promise<ActionResult<Decision[]>> {
  return runAction(DecideCommissions, form, decideCommissions);
}
