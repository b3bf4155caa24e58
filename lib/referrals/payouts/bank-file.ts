import { createHash } from "node:crypto";
import { recordAudit } from "@/lib/audit/record";
import { openIfKeyIsHere } from "@/lib/crypto/seal";
import { query, transaction } from "@/lib/db/sql";
import { SEALED } from "@/lib/generated/sql/referrals/bank/sealed";
import { isSepa } from "@/lib/money/iban";
import { type BankAccount, bankAccountPurpose, newestAccounts } from "@/lib/referrals/bank/bank-account";
import { pain001, type SepaAccount } from "@/lib/referrals/bank/pain001";
import { type CsvNotation, PLAIN_CSV } from "@/lib/text/spreadsheet-csv";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { bankCsv } from "./bank-csv";
import { getPayoutRun, type PayoutRunDetail } from "./get-payout-run";
import type { PayoutLine } from "./payout-run";
import { dayOf } from "./period";

export interface BankFile {
  name: string;
  text: string;
}

/** A payment that is open, and where it goes; null where the partner has no bank details. */
export interface BankPayment {
  line: PayoutLine;
  account: (BankAccount & { number: string }) | null;
}

/**
 * The open payments of a run for the bank: those that are marked are never sent again. CSV has all of them and says who
 * has no bank details; the SEPA order has those in euro to an IBAN. The only place where account numbers are whole.
 */
export async function bankFile({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; format: "csv" | "sepa"; notation?: CsvNotation };
}): Promise<BankFile> {
  authorize(ctx, "payouts:export");
  const run = await getPayoutRun({ ctx, input });
  const lines = run.lines.filter(({ outcome, mark }) => outcome === "paid" && mark === null);
  if (lines.length === 0)
    throw conflict(
      "Every payment of this payout has been marked: there is nothing left to send to the bank.",
    );
  const accounts = await openAccounts([...lines.map(({ partnerId }) => partnerId), run.merchantId]);
  const payments = lines.map((line) => ({ line, account: accounts.get(line.partnerId) ?? null }));
  const sent = input.format === "sepa" ? payments.filter(isSepaPayment) : payments;
  const file =
    input.format === "sepa"
      ? sepaFile(ctx, run, sent, accounts.get(run.merchantId) ?? null)
      : bankCsv(run, sent, input.notation ?? PLAIN_CSV);
  await transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "payout_run.exported",
      objectType: "payout_run",
      objectId: run.id,
      merchantId: run.merchantId,
      data: {
        format: input.format,
        payments: sent.length,
        withoutBankDetails: payments.filter(({ account }) => !account).length,
      },
    }),
  );
  return file;
}

/** What travels with a payment, and names it in every file: its line's id, which SEPA has room for. */
export function endToEndIdOf({ id }: Pick<PayoutLine, "id">): string {
  return id.replaceAll("-", "");
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}

async function openAccounts(ownerIds: readonly string[]) {
  const newest = await newestAccounts(ownerIds);
  const sealed = await query(SEALED, { ids: [...newest.values()].map(({ id }) => id) });
  const numbers = new Map(
    sealed.map(({ id, numberSealed }) => [id, openIfKeyIsHere(numberSealed, bankAccountPurpose(id))]),
  );
  return new Map(
    [...newest].map(([ownerId, account]) => {
      const number = numbers.get(account.id);
      if (number) return [ownerId, { ...account, number }];
      throw conflict(
        `The account number of ${account.holder} was sealed with a key that the server does not have any more: save it again.`,
      );
    }),
  );
}

function isSepaPayment({ line, account }: BankPayment): boolean {
  return line.currency === "EUR" && account?.scheme === "iban" && isSepa(account.number);
}

function sepaFile(
  { now }: Ctx,
  run: PayoutRunDetail,
  payments: readonly BankPayment[],
  debtor: BankPayment["account"],
): BankFile {
  if (debtor?.scheme !== "iban")
    throw conflict(
      "A SEPA order needs the merchant’s own IBAN: an admin can add it under Settings, Merchants.",
    );
  if (payments.length === 0)
    throw conflict("No open payment of this payout is in euro to an IBAN: use the CSV.");
  const remittance = `Payout ${run.merchantName} ${run.periodStart} - ${run.periodEnd}`;
  const transfers = payments.flatMap(({ line, account }) =>
    account
      ? [
          {
            ...sepaAccount(account),
            endToEndId: endToEndIdOf(line),
            amountMinor: line.amountMinor,
            remittance,
          },
        ]
      : [],
  );
  const order = { createdAt: now, executionDay: dayOf(now), debtor: sepaAccount(debtor), transfers };
  return { name: `payout-${run.periodEnd}.xml`, text: pain001({ messageId: messageIdOf(order), ...order }) };
}

function sepaAccount({ holder, number, bic }: BankAccount & { number: string }): SepaAccount {
  return { name: holder, iban: number, bic };
}

const MESSAGE_ID_LENGTH = 32;

/** The same for the same payments to the same accounts, however often it is downloaded: a bank takes a message once. */
function messageIdOf({ debtor, transfers }: { debtor: SepaAccount; transfers: readonly object[] }): string {
  const words = JSON.stringify([debtor, transfers], (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return createHash("sha256").update(words).digest("hex").slice(0, MESSAGE_ID_LENGTH);
}
