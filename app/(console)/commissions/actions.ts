"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "@/app/action";
import {
  DecideCommissions,
  type Decision,
  decideCommissions,
} from "@/lib/referrals/commissions/decide-commissions";

export async function decideAction(form: unknown): Promise<ActionResult<Decision[]>> {
  const result = await runAction(DecideCommissions, form, decideCommissions);
  revalidatePath("/commissions", "layout");
  return result;
}
