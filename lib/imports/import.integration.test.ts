import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { personBehind } from "@/lib/auth/testing/people";
import { aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { jobContext } from "@/lib/verb/context";
import { IMPORT_LINES_MAX, type ImportKind } from "./fields";
import { getImport, refusedFile } from "./get-import";
import { previewImport } from "./preview-import";
import { guessMapping, readFile } from "./read-file";
import { runImports } from "./run-imports";
import { startImport } from "./start-import";

const operator = contextOf("operator");
let connectorId: string;

beforeAll(async () => {
  await Promise.all([aMerchant(), personBehind(operator)]);
  connectorId = (
    await addConnector({ ctx: contextOf("admin"), input: { provider: "generic", name: "Bank" } })
  ).id;
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const HEADER = "Reference,Date,Amount,Currency,Status";

async function importText(text: string, kind: ImportKind = "payments") {
  const id = newId();
  const mapping = guessMapping(kind, readFile(text).columns);
  await startImport({ ctx: operator, input: { id, kind, connectorId, fileName: "bank.csv", text, mapping } });
  return finish(id);
}

async function finish(id: string) {
  for (;;) {
    await runImports({ ctx: jobContext("payment-imports", new Date(), newId()) });
    const result = await getImport({ ctx: operator, input: { id } });
    if (result.finishedAt) return result;
  }
}

async function payment(reference: string) {
  const { rows } = await pool().query(
    "SELECT status, amount_minor, currency, version FROM payment WHERE reference = $1",
    [reference],
  );
  return rows;
}

describe("importing payments", () => {
  it("records the good lines, refuses the bad ones with every reason, and gives them back to mend", async () => {
    const text = `${HEADER}\nINV-1,2026-01-05,12.50,EUR,succeeded\nI,2026-02-30,1.234,EUR,done\n"INV, 3",2026-01-05 10:00:00,500,JPY,PENDING\n`;
    const result = await importText(text);
    expect(result).toMatchObject({ lines: 3, recorded: 2, unchanged: 0, refused: 1 });
    expect(await payment("INV-1")).toEqual([
      { status: "succeeded", amount_minor: "1250", currency: "EUR", version: 1 },
    ]);
    expect(await payment("INV, 3")).toMatchObject([{ amount_minor: "500", currency: "JPY" }]);
    const [refused] = result.refusedLines;
    expect(refused?.line).toBe(3);
    for (const field of ["Reference", "Created at", "Amount", "Status"])
      expect(refused?.message).toContain(field);
    const file = await refusedFile({ ctx: operator, input: { id: result.id } });
    expect(file.name).toBe("bank-refused.csv");
    expect(file.text.split("\n")[0]).toBe(`${HEADER},why_refused`);
    expect(file.text.split("\n")[1]).toContain("I,2026-02-30,1.234,EUR,done,");
  });

  it("takes back what it gave to mend, although a spreadsheet is kept from reading formulas in it", async () => {
    const first = await importText(`${HEADER}\r\n=SUM(A1),2026-01-05,"12,50",EUR,SUCCEEDED\r\n`);
    expect(first.refusedLines[0]?.message).toContain("must be a number such as 1234.50");
    const { text } = await refusedFile({ ctx: operator, input: { id: first.id } });
    expect(text).toContain("'=SUM(A1)");
    const mended = `\ufeff${text.replace("12,50", "12.50")}`;
    expect(await importText(mended)).toMatchObject({ recorded: 1, refused: 0 });
    expect(await payment("=SUM(A1)")).toMatchObject([{ amount_minor: "1250" }]);
  });

  it("changes nothing when the same file comes again", async () => {
    const text = `${HEADER}\nTWICE-1,2026-01-05,12.50,EUR,SUCCEEDED\nTWICE-2,2026-01-05,13.50,EUR,SUCCEEDED\n`;
    await importText(text);
    expect(await importText(text)).toMatchObject({ recorded: 0, unchanged: 2, refused: 0 });
    expect(await payment("TWICE-1")).toMatchObject([{ version: 1 }]);
  });

  it("is one import however often the form is sent, and goes on where a crash stopped it", async () => {
    const id = newId();
    const lines = Array.from({ length: 600 }, (_, n) => `CRASH-${n},2026-01-05,1.00,EUR,SUCCEEDED`);
    const text = `${HEADER}\n${lines.join("\n")}\n`;
    const mapping = guessMapping("payments", readFile(text).columns);
    const input = { id, kind: "payments", connectorId, fileName: "b.csv", text, mapping } as const;
    await Promise.all([startImport({ ctx: operator, input }), startImport({ ctx: operator, input })]);
    await runImports({ ctx: jobContext("payment-imports", new Date(), newId()) });
    // A crash between recording a line and noting it: the line is taken again, and found unchanged.
    await pool().query(
      "UPDATE payment_import_line SET outcome = 'waiting' WHERE import_id = $1 AND line = 2",
      [id],
    );
    expect(await finish(id)).toMatchObject({ lines: 600, recorded: 599, unchanged: 1, refused: 0 });
    const { rows } = await pool().query(
      "SELECT count(*)::int AS n FROM payment WHERE reference LIKE 'CRASH-%'",
    );
    expect(rows).toEqual([{ n: 600 }]);
  });

  it("is refused to a viewer, for a file that is no table, and above the limit", async () => {
    const input = { kind: "payments", connectorId, fileName: "x.csv", mapping: null } as const;
    const ask = (text: string, ctx = operator) =>
      problemIn(previewImport({ ctx, input: { ...input, text } }));
    expect(await ask(`${HEADER}\na`, contextOf("viewer"))).toMatchObject({ code: "forbidden" });
    expect(await ask(HEADER)).toMatchObject({ code: "invalid" });
    expect(await ask('a,b\n"x,1\n')).toMatchObject({ code: "invalid" });
    expect(await ask(`a\n${"1\n".repeat(IMPORT_LINES_MAX + 1)}`)).toMatchObject({
      issues: [{ code: "too_big" }],
    });
  });

  it("shows before it happens what would be refused, by line", async () => {
    const text = `${HEADER}\nPRE-1;x,2026-01-05,1.00,EUR,SUCCEEDED\n,2026-01-05,1.00,EUR,SUCCEEDED\n`;
    const preview = await previewImport({
      ctx: operator,
      input: { kind: "payments", connectorId, fileName: "p.csv", text, mapping: null },
    });
    expect(preview).toMatchObject({ lines: 2, refused: 1, errors: [{ line: 3 }] });
    expect(await payment("PRE-1;x")).toEqual([]);
  });

  it.each<[string, (at: number) => string, number]>([
    ["the same line again and again", () => "MOST-1,2026-01-05,1.00,EUR,SUCCEEDED", 0],
    [
      "one payment, each with another amount",
      (at) => `MOST-2,2026-01-05,${at + 1}.00,EUR,SUCCEEDED`,
      IMPORT_LINES_MAX,
    ],
  ])(
    "shows that within seconds, however the most lines there may be hang together: %s",
    async (_name, lineOf, refused) => {
      const lines = Array.from({ length: IMPORT_LINES_MAX }, (_, at) => lineOf(at));
      const text = `${HEADER}\n${lines.join("\n")}\n`;
      const input = { kind: "payments", connectorId, fileName: "p.csv", text, mapping: null } as const;
      expect(await previewImport({ ctx: operator, input })).toMatchObject({ lines: lines.length, refused });
    },
  );

  it("shows amounts as they would be recorded, however the file writes them", async () => {
    const amounts = ["12,500", "0,500", "3,250", "1.234"];
    const lines = amounts.map((amount, at) => `KWD-${at},2026-01-05,"${amount}",KWD,SUCCEEDED`);
    const preview = await previewImport({
      ctx: operator,
      input: {
        ...{ kind: "payments", connectorId, fileName: "p.csv", mapping: null },
        text: `${HEADER}\n${lines.join("\n")}\n`,
      },
    });
    expect(preview.mapping.amounts).toBe("comma");
    const read = (amountMinor: string) => ({ amountMinor, currency: "KWD", precision: 3 });
    expect(preview.first.map(({ amount }) => amount)).toEqual([
      read("12500"),
      read("500"),
      read("3250"),
      null,
    ]);
    expect(preview.errors).toEqual([{ line: 5, message: expect.stringMatching(/written with a point$/) }]);
  });
});

describe("importing adjustments", () => {
  it("moves the payments they belong to, once", async () => {
    await importText(`${HEADER}\nADJ-1,2026-01-05,100.00,EUR,SUCCEEDED\n`);
    const text =
      "Payment reference,Reference,Date,Status,Amount,Currency\nADJ-1,R-1,2026-01-06,refunded,40.00,EUR\nADJ-1,R-2,2026-01-07,REFUNDED,60.01,EUR\nNOBODY,R-3,2026-01-07,REFUNDED,1.00,EUR\n";
    expect(await importText(text, "adjustments")).toMatchObject({ recorded: 1, refused: 2 });
    expect(await payment("ADJ-1")).toMatchObject([{ status: "refunded", amount_minor: "6000" }]);
    expect(await importText(text, "adjustments")).toMatchObject({ recorded: 0, unchanged: 1, refused: 2 });
  });

  it("says in the words of the columns what the verb behind it refuses", async () => {
    await importText(`${HEADER}\nADJ-2,2026-01-05,92233720368547758.07,EUR,SUCCEEDED\n`);
    const lines = ["R-1,2026-01-06,REFUNDED,1.000,EUR/3", "R-2,2026-01-06,REFUND_REVERSED,1.00,EUR"];
    const text = `Payment reference,Reference,Date,Status,Amount,Currency\n${lines.map((line) => `ADJ-2,${line}`).join("\n")}\n`;
    const { refusedLines } = await importText(text, "adjustments");
    expect(refusedLines.map(({ message }) => message)).toEqual([
      "Asset or currency is not the asset of the payment",
      expect.stringMatching(/^Amount would take the payment above /),
    ]);
  });
});
