"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { currentReader } from "@/components/ui/current-reader";
import { spellId } from "@/lib/ids";
import { GetBankFileAgain, getBankFileAgain } from "@/lib/referrals/payouts/get-bank-file-again";
import type { BankFile } from "@/lib/referrals/payouts/kept-bank-file";
import { MakeBankFile, makeBankFile } from "@/lib/referrals/payouts/make-bank-file";
import { MakePayoutRun, makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { MarkPayoutLines, markPayoutLines } from "@/lib/referrals/payouts/mark-payout-lines";
import { csvNotationOf } from "@/lib/text/spreadsheet-csv";

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

/** Gives a file for the bank, written for whoever makes it: its days and its numbers are theirs. */
export async function makeBankFileAction(
  form: z.input<typeof MakeBankFile>,
): Promise<ActionResult<BankFile>> {
  return runAction(MakeBankFile, form, async ({ ctx, input }) => {
    const { locale, timeZone } = await currentReader();
    return makeBankFile({ ctx, input: { ...input, notation: csvNotationOf(locale), timeZone } });
  });
}

/** Gives a file for the bank as it was made. */
export async function getBankFileAgainAction(
  form: z.input<typeof GetBankFileAgain>,
): Promise<ActionResult<BankFile>> {
  return runAction(GetBankFileAgain, form, getBankFileAgain);
}
