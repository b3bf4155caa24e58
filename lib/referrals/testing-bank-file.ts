import { XMLParser } from "fast-xml-parser";
import { contextOf } from "@/lib/auth/testing/contexts";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { SaveBankAccount } from "./bank/bank-account-form";
import { saveBankAccount } from "./bank/save-bank-account";
import { getPayoutRun } from "./payouts/get-payout-run";
import type { BankFile } from "./payouts/kept-bank-file";
import { type MakeBankFile, makeBankFile } from "./payouts/make-bank-file";
import { makePayoutRun } from "./payouts/make-payout-run";
import { markPayoutLines } from "./payouts/mark-payout-lines";
import { aWorld } from "./testing-world";

export const IBANS = ["DE89370400440532013000", "NL91ABNA0417164300", "GB29NWBK60161331926819"];
export const MERCHANT_IBAN = "NO9386011117947";

type Owner = { type: "partner" | "merchant"; id: string };

/** A run of 10.00 and 20.00 euro to two partners and 5.00 dollars to the second, all with an IBAN, as an admin has it. */
export async function aBankRun({ merchantIban = MERCHANT_IBAN } = {}) {
  const world = await aWorld();
  await world.take({ do: "pay", who: 0, amount: 10_000n, currency: "EUR" });
  await world.take({ do: "pay", who: 2, amount: 20_000n, currency: "EUR" });
  await world.take({ do: "pay", who: 2, amount: 5_000n, currency: "USD" });
  await world.take({ do: "wait", days: 60 });
  const { period, fingerprint } = await world.preview();
  const input = { merchantId: world.merchantId, period, fingerprint, idempotencyKey: fingerprint };
  const { id } = await makePayoutRun({ ctx: world.ctx(), input });
  let at = world.ctx().now;
  const ctx = (): Ctx => contextOf("admin", at);
  const run = () => getPayoutRun({ ctx: ctx(), input: { id } });
  const versions = new Map<string, number>();
  async function save(owner: Owner, account: object) {
    const version = versions.get(owner.id) ?? 0;
    versions.set(owner.id, version + 1);
    const form = { formId: newId(), owner, version, holder: "Rosa Keller", bic: "" };
    await saveBankAccount({ ctx: ctx(), input: SaveBankAccount.parse({ ...form, ...account }) });
  }
  const saveIban = (owner: Owner, iban: string) => save(owner, { scheme: "iban", iban });
  const { lines } = await run();
  const partners = [...new Set(lines.map(({ partnerId }) => partnerId))];
  await saveIban({ type: "merchant", id: world.merchantId }, merchantIban);
  for (const [index, partner] of partners.entries())
    await saveIban({ type: "partner", id: partner }, IBANS[index] ?? "");
  const euro = lines.filter(({ currency }) => currency === "EUR");
  return {
    id,
    ctx,
    run,
    lines,
    euro,
    saveIban,
    saveNumber: (partnerId: string) =>
      save(
        { type: "partner", id: partnerId },
        { scheme: "account", country: "GB", accountNumber: "00012345", bankCode: "040004" },
      ),
    later: () => {
      at = new Date(at.getTime() + DAY_MS);
    },
    file: (format: MakeBankFile["format"], more: Partial<MakeBankFile> = {}) =>
      aBankFile(ctx(), id, format, more),
    mark: (lineId: string) =>
      markPayoutLines({ ctx: ctx(), input: { mark: "paid", runId: id, lineIds: [lineId] } }),
  };
}

interface Order {
  messageId: string;
  day: string;
  payments: Map<string, string>;
}

/** A SEPA order as a bank reads it: its message, and each payment's end-to-end id with its IBAN. */
export function readOrder({ text }: BankFile): Order {
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === "CdtTrfTxInf" });
  const { GrpHdr, PmtInf } = parser.parse(text).Document.CstmrCdtTrfInitn;
  const payments = (
    PmtInf.CdtTrfTxInf as { PmtId: { EndToEndId: string }; CdtrAcct: { Id: { IBAN: string } } }[]
  ).map(({ PmtId, CdtrAcct }) => [PmtId.EndToEndId, CdtrAcct.Id.IBAN] as const);
  return { messageId: GrpHdr.MsgId, day: PmtInf.ReqdExctnDt.Dt, payments: new Map(payments) };
}

/** The end-to-end ids of lines. */
export const namesOf = (lines: readonly { id: string }[]) =>
  lines.map(({ id }) => id.replaceAll("-", "")).sort();

/** A file of a run for the bank, made by somebody who has seen every file there is: of all open lines, unless said otherwise. */
export async function aBankFile(
  ctx: Ctx,
  runId: string,
  format: MakeBankFile["format"],
  more: Partial<MakeBankFile> = {},
): Promise<BankFile> {
  const { files } = await getPayoutRun({ ctx, input: { id: runId } });
  const seen = files.map(({ id }) => id);
  return makeBankFile({ ctx, input: { id: newId(), runId, format, lines: "all", seen, ...more } });
}
