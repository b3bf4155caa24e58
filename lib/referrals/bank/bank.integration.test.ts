import { randomBytes } from "node:crypto";
import { parse } from "csv-parse/sync";
import { XMLParser } from "fast-xml-parser";
import { describe, expect, it, vi } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { pool } from "@/lib/db/pool";
import { newId, readAnyId } from "@/lib/ids";
import { getPayoutRun } from "@/lib/referrals/payouts/get-payout-run";
import { makeBankFile } from "@/lib/referrals/payouts/make-bank-file";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { markPayoutLines } from "@/lib/referrals/payouts/mark-payout-lines";
import { aProgramme } from "@/lib/referrals/testing";
import { aBankFile } from "@/lib/referrals/testing-bank-file";
import { aWorld } from "@/lib/referrals/testing-world";
import type { Ctx } from "@/lib/verb/context";
import { type BankAccountOwner, getBankAccount } from "./bank-account";
import { SaveBankAccount } from "./bank-account-form";
import { saveBankAccount } from "./save-bank-account";

const IBAN = "DE89370400440532013000";
const OTHER_IBAN = "NL91ABNA0417164300";
const admin = (now?: Date): Ctx => contextOf("admin", now);

function anIban(owner: BankAccountOwner, version = 0, iban = IBAN) {
  const form = { formId: newId(), owner, version, holder: "Rosa Keller", bic: "" };
  return SaveBankAccount.parse({ ...form, scheme: "iban", iban });
}

async function aPartner(): Promise<BankAccountOwner> {
  return { type: "partner", id: readAnyId((await aProgramme()).partnerId) ?? "" };
}

describe("bank details", () => {
  it("are sealed, show their end alone, and are audited without their number", async () => {
    const owner = await aPartner();
    await saveBankAccount({ ctx: admin(), input: anIban(owner) });
    const shown = await getBankAccount({ ctx: contextOf("viewer"), input: { owner } });
    expect(shown).toMatchObject({
      version: 1,
      scheme: "iban",
      country: "DE",
      last4: "3000",
      holder: "Rosa Keller",
    });
    expect(JSON.stringify(shown)).not.toContain(IBAN);
    const { rows } = await pool().query<{ text: string }>(
      "SELECT to_jsonb(b)::text || encode(number_sealed, 'escape') AS text FROM bank_account b WHERE owner_id = $1",
      [owner.id],
    );
    expect(rows[0]?.text).not.toContain(IBAN.slice(4));
    const { rows: audit } = await pool().query<{ action: string; data: object }>(
      "SELECT action, data FROM audit_entry WHERE object_id = $1 AND action LIKE 'bank_account%'",
      [owner.id],
    );
    expect(audit).toEqual([
      { action: "bank_account.added", data: { version: 1, scheme: "iban", country: "DE", last4: "3000" } },
    ]);
  });

  it("change by a new version, and only for who has seen the newest", async () => {
    const owner = await aPartner();
    await saveBankAccount({ ctx: admin(), input: anIban(owner) });
    await saveBankAccount({ ctx: admin(), input: anIban(owner, 1, OTHER_IBAN) });
    expect(await getBankAccount({ ctx: admin(), input: { owner } })).toMatchObject({
      version: 2,
      last4: "4300",
    });
    expect(await problemIn(saveBankAccount({ ctx: admin(), input: anIban(owner, 1) }))).toMatchObject({
      code: "conflict",
    });
    await expect(pool().query("DELETE FROM bank_account WHERE owner_id = $1", [owner.id])).rejects.toThrow();
  });

  it("are saved once by the same form, and once of 20 forms at the same moment", async () => {
    const owner = await aPartner();
    const form = anIban(owner);
    for (let again = 0; again < 2; again++)
      expect(await saveBankAccount({ ctx: admin(), input: form })).toEqual({ version: 1 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => saveBankAccount({ ctx: admin(), input: anIban(owner, 1) })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await getBankAccount({ ctx: admin(), input: { owner } })).toMatchObject({ version: 2 });
  });

  it("are changed by an admin alone, and not found for another merchant's key or nobody's partner", async () => {
    const owner = await aPartner();
    const key: Ctx = {
      ...admin(),
      actor: {
        type: "apiKey",
        id: newId(),
        label: "K",
        scopes: ["payments:write"],
        merchantId: (await aMerchant()).id,
      },
    };
    for (const ctx of [contextOf("viewer"), contextOf("operator"), key])
      expect(await problemIn(saveBankAccount({ ctx, input: anIban(owner) }))).toMatchObject({
        code: "forbidden",
      });
    expect(await problemIn(getBankAccount({ ctx: key, input: { owner } }))).toMatchObject({
      code: "not_found",
    });
    for (const type of ["partner", "merchant"] as const) {
      const nobody = anIban({ type, id: newId() });
      expect(await problemIn(saveBankAccount({ ctx: admin(), input: nobody }))).toMatchObject({
        code: "not_found",
      });
    }
  });

  it("are refused field by field", () => {
    const form = {
      formId: newId(),
      owner: { type: "partner", id: "x" },
      version: 0,
      holder: " ",
      bic: "nope",
    };
    const issues = (more: object) =>
      SaveBankAccount.safeParse({ ...form, ...more }).error?.issues.map(({ path }) => path.join("."));
    expect(issues({ scheme: "iban", iban: "DE88 3704 0044 0532 0130 00" })).toEqual([
      "holder",
      "bic",
      "iban",
    ]);
    const account = { scheme: "account", country: "USA", accountNumber: "12", bankCode: "" };
    expect(issues(account)).toEqual(["holder", "bic", "country", "accountNumber", "bankCode"]);
  });
});

describe("the files of a payout for the bank", () => {
  /** A run of 10.00 euro to one partner and 5.00 dollars to another, neither with bank details. */
  async function aRun() {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n, currency: "EUR" });
    await world.take({ do: "pay", who: 2, amount: 5_000n, currency: "USD" });
    await world.take({ do: "wait", days: 60 });
    const { period, fingerprint, lines: planned } = await world.preview();
    const input = { merchantId: world.merchantId, period, fingerprint, idempotencyKey: fingerprint };
    const { id } = await makePayoutRun({ ctx: world.ctx(), input });
    const { lines } = await getPayoutRun({ ctx: world.ctx(), input: { id } });
    const euro = lines.find(({ currency }) => currency === "EUR");
    const ctx = admin(world.ctx().now);
    const csv = async () =>
      parse((await aBankFile(ctx, id, "csv")).text, { columns: true }) as Record<string, string>[];
    const sepa = async () => (await aBankFile(ctx, id, "sepa")).text;
    return { world, ctx, id, lines, euro, csv, sepa, planned };
  }

  it("name who has no bank details, and have the whole number of who has", async () => {
    const { ctx, euro, csv, planned } = await aRun();
    expect(planned.map(({ hasBankAccount }) => hasBankAccount)).toEqual([false, false]);
    expect((await csv()).map(({ bank_details }) => bank_details)).toEqual(["missing", "missing"]);
    const owner = { type: "partner" as const, id: euro?.partnerId ?? "" };
    await saveBankAccount({ ctx, input: anIban(owner) });
    const rows = await csv();
    expect(rows.find(({ currency }) => currency === "EUR")).toMatchObject({
      amount: "10.00",
      bank_details: "complete",
      iban: IBAN,
      reference: euro?.id.replaceAll("-", ""),
    });
    expect(rows.find(({ currency }) => currency === "USD")).toMatchObject({
      bank_details: "missing",
      iban: "",
    });
  });

  it("are refused, with a sentence, while a number in them was sealed with a key that is gone", async () => {
    const { ctx, euro, csv } = await aRun();
    const owner = { type: "partner" as const, id: euro?.partnerId ?? "" };
    await saveBankAccount({ ctx, input: anIban(owner) });
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", randomBytes(32).toString("base64"));
    expect(await problemIn(csv())).toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^The account number of Rosa Keller .*: save it again\.$/),
    });
    await saveBankAccount({ ctx, input: anIban(owner, 1) });
    expect((await csv()).find(({ currency }) => currency === "EUR")).toMatchObject({ iban: IBAN });
    vi.unstubAllEnvs();
  });

  it("are a SEPA order of the payments in euro to an IBAN, from the merchant's own", async () => {
    const { world, ctx, euro, sepa } = await aRun();
    expect(await problemIn(sepa())).toMatchObject({ code: "conflict" });
    await saveBankAccount({ ctx, input: anIban({ type: "merchant", id: world.merchantId }, 0, OTHER_IBAN) });
    expect(await problemIn(sepa())).toMatchObject({ code: "conflict" });
    await saveBankAccount({ ctx, input: anIban({ type: "partner", id: euro?.partnerId ?? "" }) });
    const order = await sepa();
    const { PmtInf, GrpHdr } = new XMLParser({ parseTagValue: false }).parse(order).Document.CstmrCdtTrfInitn;
    expect(GrpHdr).toMatchObject({ NbOfTxs: "1", CtrlSum: "10.00" });
    expect(PmtInf).toMatchObject({
      DbtrAcct: { Id: { IBAN: OTHER_IBAN } },
      CdtTrfTxInf: { CdtrAcct: { Id: { IBAN } }, PmtId: { EndToEndId: euro?.id.replaceAll("-", "") } },
    });
  });

  it("have no payment that is marked: nothing is sent to the bank twice", async () => {
    const { world, id, lines, csv } = await aRun();
    const [first, second] = lines.map((line) => line.id);
    const failed = { mark: "failed" as const, runId: id, lineIds: [first ?? ""], reason: "Closed" };
    await markPayoutLines({ ctx: world.ctx(), input: failed });
    expect((await csv()).map(({ reference }) => reference)).toEqual([second?.replaceAll("-", "")]);
    await markPayoutLines({ ctx: world.ctx(), input: { mark: "paid", runId: id, lineIds: [second ?? ""] } });
    expect(await problemIn(csv())).toMatchObject({ code: "conflict" });
  });

  it("are made by an admin alone, and that is audited without a number", async () => {
    const { id, csv } = await aRun();
    for (const role of ["viewer", "operator"] as const)
      for (const format of ["csv", "sepa"] as const)
        expect(await problemIn(aBankFile(contextOf(role), id, format))).toMatchObject({ code: "forbidden" });
    const input = { id: newId(), runId: newId(), format: "csv" as const, lines: "all" as const, seen: [] };
    expect(await problemIn(makeBankFile({ ctx: admin(), input }))).toMatchObject({ code: "not_found" });
    await csv();
    const { rows } = await pool().query(
      "SELECT data FROM audit_entry WHERE object_id = $1 AND action = 'payout_run.exported'",
      [id],
    );
    const numbers = { payments: 2, leftOut: 0, inFileBefore: 0, withoutBankDetails: 2 };
    expect(rows).toEqual([{ data: { format: "csv", fileId: expect.any(String), ...numbers } }]);
  });
});
