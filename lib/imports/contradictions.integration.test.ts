import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { personBehind } from "@/lib/auth/testing/people";
import { aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";

import { jobContext } from "@/lib/verb/context";
import type { ImportKind } from "./fields";
import { getImport } from "./get-import";
import { previewImport } from "./preview-import";
import { guessMapping, readFile } from "./read-file";
import { runImports } from "./run-imports";
import { startImport } from "./start-import";

const operator = contextOf("operator");
const HEADER = "Reference,Date,Amount,Currency,Status";
const ADJUSTMENTS = "Payment reference,Reference,Date,Status,Amount,Currency";
let connectorId: string;

beforeAll(async () => {
  await Promise.all([aMerchant(), personBehind(operator)]);
  const input = { provider: "generic", name: "Bank" };
  connectorId = (await addConnector({ ctx: contextOf("admin"), input })).id;
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

/** What the preview says of a file and what the import then does with it, line by line refused. */
async function take(lines: string[], kind: ImportKind = "payments") {
  const text = [kind === "payments" ? HEADER : ADJUSTMENTS, ...lines].join("\n");
  const input = { kind, connectorId, fileName: "bank.csv", text };
  const preview = await previewImport({ ctx: operator, input: { ...input, mapping: null } });
  const id = newId();
  const file = readFile(text);
  const mapping = guessMapping(kind, file.columns, file.lines);
  await startImport({ ctx: operator, input: { ...input, id, mapping } });
  for (;;) {
    await runImports({ ctx: jobContext("payment-imports", new Date(), newId()) });
    const { recorded, unchanged, refused, refusedLines, finishedAt } = await getImport({
      ctx: operator,
      input: { id },
    });
    if (!finishedAt) continue;
    const told = refusedLines.map(({ line, message }) => ({ line, message }));
    return { preview, result: { recorded, unchanged, refused }, told };
  }
}

async function stored(reference: string) {
  const { rows } = await pool().query<{ amount: string; version: number }>(
    "SELECT amount_minor AS amount, version FROM payment WHERE reference = $1",
    [reference],
  );
  return rows.map(({ amount, version }) => [amount, version]);
}

const unique = () => `INV-${newId().slice(-12)}`;

describe("lines of one file that contradict each other", () => {
  it.each([
    ["at one time", ["2026-01-05", "2026-01-05", "2026-01-05"]],
    ["at three times", ["2026-01-05", "2026-01-06", "2026-01-07"]],
    ["the newest first", ["2026-01-07", "2026-01-06", "2026-01-05"]],
  ])("are all named and none is taken: one reference and three amounts, %s", async (_name, days) => {
    const reference = unique();
    const lines = ["10.00", "20.00", "30.00"].map(
      (amount, at) => `${reference},${days[at]},${amount},EUR,SUCCEEDED`,
    );
    const { preview, result, told } = await take([...lines, `${unique()},2026-01-05,1.00,EUR,SUCCEEDED`]);
    expect(preview.refused).toBe(3);
    expect(preview.errors).toEqual(told);
    expect(told.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(told[0]?.message).toBe("contradicts line 3: 10.00 EUR/2 here, 20.00 EUR/2 there");
    expect(result).toEqual({ recorded: 1, unchanged: 0, refused: 3 });
    expect(await stored(reference)).toEqual([]);
  });

  it("takes nothing of the payment they are about", async () => {
    const reference = unique();
    const { result, told } = await take([
      `${reference},2026-01-05,10.00,EUR,PENDING`,
      `${reference},2026-01-06,11.00,EUR,SUCCEEDED`,
      `${reference},2026-01-07,4.00,EUR,REFUNDED`,
    ]);
    expect(result).toEqual({ recorded: 0, unchanged: 0, refused: 3 });
    expect(told[2]?.message).toContain(`is about payment ${reference}, of which line 2 contradicts line 3`);
    expect(await stored(reference)).toEqual([]);
  });

  it("are no contradictions where a payment moves, is repeated word for word, or is another payment", async () => {
    const reference = unique();
    const { preview, result } = await take([
      `${reference},2026-01-05,10.00,EUR,PENDING`,
      `${reference},2026-01-06,10.00,EUR,SUCCEEDED`,
      `${reference},2026-01-06,10.00,EUR,SUCCEEDED`,
      `${reference},2026-01-07,4.00,EUR,REFUNDED`,
      `${reference},2026-01-08,5.00,EUR,DISPUTE`,
    ]);
    expect(preview.refused).toBe(0);
    expect(result).toEqual({ recorded: 4, unchanged: 1, refused: 0 });
    expect(await stored(reference)).toEqual([["600", 4]]);
  });

  it("are named among adjustments too", async () => {
    const reference = unique();
    await take([`${reference},2026-01-05,10.00,EUR,SUCCEEDED`]);
    const { preview, result } = await take(
      [
        `${reference},re_1,2026-01-06,REFUNDED,3.00,EUR`,
        `${reference},re_1,2026-01-06,REFUNDED,2.00,EUR`,
        `${reference},re_2,2026-01-06,REFUNDED,2.00,EUR`,
      ],
      "adjustments",
    );
    expect([preview.refused, result]).toEqual([2, { recorded: 1, unchanged: 0, refused: 2 }]);
    expect(await stored(reference)).toEqual([["800", 2]]);
  });
});

describe("a line that contradicts what is stored", () => {
  it.each([
    [
      "the same payment again",
      "2026-01-05,12.00,EUR,SUCCEEDED",
      /says 12.00 EUR, but 10.00 EUR is stored with the same/,
    ],
    [
      "the payment at another time",
      "2026-01-09,12.00,EUR,SUCCEEDED",
      /says 12.00 EUR, but 10.00 EUR is stored for payment/,
    ],
    ["the payment in another asset", "2026-01-09,10.000,EUR/3,SUCCEEDED", /EUR\/3/],
    [
      "the same refund again",
      "2026-01-06,5.00,EUR,REFUNDED",
      /says 5.00 EUR, but 4.00 EUR is stored with the same/,
    ],
  ])("is refused and says so, before and after: %s", async (_name, line, message) => {
    const reference = unique();
    await take([`${reference},2026-01-05,10.00,EUR,SUCCEEDED`, `${reference},2026-01-06,4.00,EUR,REFUNDED`]);
    const { preview, result, told } = await take([`${reference},${line}`]);
    expect([preview.refused, preview.errors[0]?.message]).toEqual([1, expect.stringMatching(message)]);
    expect([result, told[0]?.message]).toEqual([
      { recorded: 0, unchanged: 0, refused: 1 },
      message.source.includes("EUR\\/3")
        ? `Asset or currency is not the asset of payment ${reference}`
        : expect.stringMatching(message),
    ]);
    expect(await stored(reference)).toEqual([["600", 2]]);
  });

  it("is told from one that says what is known already", async () => {
    const reference = unique();
    const line = `${reference},2026-01-05,10.00,EUR,SUCCEEDED`;
    await take([line]);
    const { preview, result } = await take([line]);
    expect([preview.unchanged, preview.refused, preview.first[0]?.verdict]).toEqual([1, 0, "unchanged"]);
    expect(result).toEqual({ recorded: 0, unchanged: 1, refused: 0 });
  });
});
