"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import { revalidated } from "@/app/revalidated";
import type { ActionResult } from "@/components/forms/action-result";
import {
  DecideCommissions,
  type Decision,
  decideCommissions,
} from "@/lib/referrals/commissions/decide-commissions";

export async function decideAction(
  form: z.input<typeof DecideCommissions>,
): Promise<ActionResult<Decision[]>> {
  const result = await runAction(DecideCommissions, form, decideCommissions);
  return revalidated(result, "/commissions", "layout");
}
