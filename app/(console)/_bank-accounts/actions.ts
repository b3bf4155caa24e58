"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { SaveBankAccount } from "@/lib/referrals/bank/bank-account-form";
import { saveBankAccount } from "@/lib/referrals/bank/save-bank-account";

export async function saveBankAccountAction(
  form: z.input<typeof SaveBankAccount>,
): Promise<ActionResult<null>> {
  return runAction(SaveBankAccount, form, async (call) => {
    await saveBankAccount(call);
    return null;
  });
}
