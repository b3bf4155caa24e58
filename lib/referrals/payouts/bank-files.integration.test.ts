import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import {
  aBankFile,
  aBankRun,
  IBANS,
  MERCHANT_IBAN,
  namesOf,
  readOrder,
} from "@/lib/referrals/testing-bank-file";
import { aWorld } from "@/lib/referrals/testing-world";
import { getBankFileAgain } from "./get-bank-file-again";
import { getPayoutRun } from "./get-payout-run";
import { makeBankFile } from "./make-bank-file";
import { makePayoutRun } from "./make-payout-run";

describe("a file of a payout for the bank", () => {
  it("is kept with what was in it, to where, when, by whom and under which message id", async () => {
    const { file, run, euro, lines, ctx } = await aBankRun();
    const order = readOrder(await file("sepa"));
    const { files, lines: after } = await run();
    expect(files).toEqual([
      {
        id: expect.any(String),
        format: "sepa",
        messageId: order.messageId,
        madeAt: ctx().now,
        madeBy: "Test admin",
        kept: true,
      },
    ]);
    const [made] = files;
    expect([...order.payments.keys()].sort()).toEqual(namesOf(euro));
    for (const { id, currency, partnerId, inFiles } of after) {
      const index = [...new Set(lines.map((line) => line.partnerId))].indexOf(partnerId);
      const last4 = IBANS[index]?.slice(-4);
      expect(inFiles, id).toEqual(currency === "EUR" ? [{ fileId: made?.id, last4 }] : []);
    }
  });

  it("is had again unchanged, to the character, whatever has become of the run, its accounts and its partners", async () => {
    const { file, run, euro, saveIban, mark, ctx, id, later } = await aBankRun();
    for (const format of ["sepa", "csv"] as const) {
      const first = await file(format);
      const fileId = (await run()).files.at(-1)?.id ?? "";
      later();
      await saveIban({ type: "partner", id: euro[0]?.partnerId ?? "" }, IBANS[2] ?? "");
      const open = (await run()).lines.find(({ mark }) => mark === null);
      await mark(open?.id ?? "");
      await pool().query("UPDATE merchant SET name = 'Another name' WHERE id = $1", [
        (await run()).merchantId,
      ]);
      expect(await getBankFileAgain({ ctx: ctx(), input: { runId: id, fileId } })).toEqual(first);
    }
  });

  it("is one file however often the same form is sent, and 20 times at once", async () => {
    const { file, run, id } = await aBankRun();
    const form = { id: newId() };
    const first = await file("sepa", { ...form, seen: [] });
    const again = await Promise.all(Array.from({ length: 20 }, () => file("sepa", { ...form, seen: [] })));
    for (const each of again) expect(each).toEqual(first);
    expect((await run()).files).toHaveLength(1);
    const { rows } = await pool().query(
      "SELECT action, count(*)::int AS n FROM audit_entry WHERE object_id = $1 AND action LIKE '%exported%' GROUP BY 1 ORDER BY 1",
      [id],
    );
    expect(rows).toEqual([
      { action: "payout_run.exported", n: 1 },
      { action: "payout_run.exported_again", n: 20 },
    ]);
  });

  it("is made by one of 20 who have seen none, and refused to the others", async () => {
    const { file, run } = await aBankRun();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => file(index % 2 ? "csv" : "sepa", { seen: [] })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of outcomes)
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({
          problem: { code: "conflict", message: expect.stringContaining("since you looked") },
        });
    expect((await run()).files).toHaveLength(1);
  });

  it("has what was in none where that is asked for, and is refused where there is nothing", async () => {
    const { file, run, euro, mark } = await aBankRun();
    const unsent = { lines: "unsent" as const };
    const order = readOrder(await file("sepa", unsent));
    expect([...order.payments.keys()].sort()).toEqual(namesOf(euro));
    expect(await problemIn(file("sepa", unsent))).toMatchObject({ code: "conflict" });
    // The dollars were in none.
    expect((await file("csv", unsent)).text.trimEnd().split("\n")).toHaveLength(2);
    expect(await problemIn(file("csv", unsent))).toMatchObject({
      code: "conflict",
      message: "Every open payment of this payout was in a file already.",
    });
    for (const { id } of (await run()).lines) await mark(id);
    for (const lines of ["unsent", "all"] as const)
      expect(await problemIn(file("csv", { lines }))).toMatchObject({ code: "conflict" });
  });

  it("does not count who is in a CSV without bank details as sent", async () => {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n, currency: "EUR" });
    await world.take({ do: "wait", days: 60 });
    const { period, fingerprint } = await world.preview();
    const input = { merchantId: world.merchantId, period, fingerprint, idempotencyKey: fingerprint };
    const { id } = await makePayoutRun({ ctx: world.ctx(), input });
    const ctx = contextOf("admin", world.ctx().now);
    for (let time = 0; time < 2; time++)
      expect((await aBankFile(ctx, id, "csv", { lines: "unsent" })).text).toContain("missing");
    expect((await getPayoutRun({ ctx, input: { id } })).lines).toMatchObject([{ inFiles: [] }]);
  });

  it("is told by the audit log with what it left out and what was in a file before", async () => {
    const { file, saveNumber, euro, id } = await aBankRun();
    await file("sepa");
    await saveNumber(euro[0]?.partnerId ?? "");
    await file("sepa");
    await file("csv");
    const { rows } = await pool().query<{ data: object }>(
      "SELECT data FROM audit_entry WHERE object_id = $1 AND action = 'payout_run.exported' ORDER BY id",
      [id],
    );
    expect(rows.map(({ data }) => data)).toMatchObject([
      { format: "sepa", payments: 2, leftOut: 1, inFileBefore: 0, messageId: expect.any(String) },
      { format: "sepa", payments: 1, leftOut: 2, inFileBefore: 1 },
      { format: "csv", payments: 3, leftOut: 0, inFileBefore: 2 },
    ]);
  });

  it("is not found in another run, nor where there is none, and not given to who is no admin", async () => {
    const [one, other] = [await aBankRun(), await aBankRun()];
    await one.file("csv");
    const fileId = (await one.run()).files[0]?.id ?? "";
    for (const [runId, asked] of [
      [other.id, fileId],
      [one.id, newId()],
      [newId(), fileId],
    ] as const)
      expect(
        await problemIn(getBankFileAgain({ ctx: one.ctx(), input: { runId, fileId: asked } })),
      ).toMatchObject({ code: "not_found" });
    const taken = { id: fileId, runId: other.id, format: "csv" as const, lines: "all" as const, seen: [] };
    expect(await problemIn(makeBankFile({ ctx: one.ctx(), input: taken }))).toMatchObject({
      code: "not_found",
    });
    for (const role of ["viewer", "operator"] as const)
      expect(
        await problemIn(getBankFileAgain({ ctx: contextOf(role), input: { runId: one.id, fileId } })),
      ).toMatchObject({ code: "forbidden" });
  });

  it("stays for good, without a number that is whole", async () => {
    const { file, run } = await aBankRun();
    await file("sepa");
    const fileId = (await run()).files[0]?.id ?? "";
    for (const text of [
      "DELETE FROM payout_file_line WHERE payout_file_id = $1",
      "UPDATE payout_file SET message_id = NULL WHERE id = $1",
    ])
      await expect(pool().query(text, [fileId])).rejects.toThrow();
    const { rows } = await pool().query<{ text: string }>(
      "SELECT to_jsonb(f)::text || encode(text_sealed, 'escape') AS text FROM payout_file f WHERE id = $1",
      [fileId],
    );
    for (const iban of [...IBANS, MERCHANT_IBAN]) expect(rows[0]?.text).not.toContain(iban.slice(4));
  });
});

describe("a SEPA order", () => {
  it.each([
    ["TR330006100519786457841326", "The IBAN of"],
    ["SA0380000000608010167519", "The IBAN of"],
  ])("is refused from an account outside SEPA: %s", async (merchantIban, words) => {
    const { file } = await aBankRun({ merchantIban });
    expect(await problemIn(file("sepa"))).toMatchObject({
      code: "conflict",
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ["Pacific/Auckland", "2026-06-01T12:30:00Z", "2026-06-02"],
    ["UTC", "2026-06-01T23:59:59Z", "2026-06-01"],
    ["Europe/Berlin", "2026-06-01T22:30:00Z", "2026-06-02"],
    ["America/Los_Angeles", "2026-06-02T01:00:00Z", "2026-06-01"],
  ])("is to be executed on the day it is in %s, and not created after that", async (timeZone, now, day) => {
    const { id } = await aBankRun();
    const ctx = contextOf("admin", new Date(now));
    const file = await aBankFile(ctx, id, "sepa", { timeZone });
    expect(readOrder(file).day).toBe(day);
    expect(file.text).toContain(`<CreDtTm>${day}T`);
  });
});
