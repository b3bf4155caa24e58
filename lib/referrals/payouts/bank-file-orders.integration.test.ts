import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { runAs } from "@/lib/db/testing/roles";
import { aBankRun, IBANS, namesOf, readOrder } from "@/lib/referrals/testing-bank-file";
import { getBankFileAgain } from "./get-bank-file-again";
import type { BankFile } from "./kept-bank-file";
import type { MakeBankFile } from "./make-bank-file";

const MIGRATION = "prisma/migrations/20261130220000_payout_files/migration.sql";

type Step =
  | { do: "file"; format: MakeBankFile["format"]; lines: MakeBankFile["lines"] }
  | { do: "again"; which: number }
  | { do: "iban"; which: number }
  | { do: "mark"; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("file" as const),
      format: fc.constantFrom("csv" as const, "sepa" as const),
      lines: fc.constantFrom("unsent" as const, "unsent" as const, "all" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("again" as const), which: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("iban" as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("mark" as const), which: fc.nat(5) }) },
);

describe("files of a payout, in any order, with accounts that change and payments that are marked", () => {
  it("send nothing twice that nobody asked for, a message once, and a payment under one name", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const world = await aBankRun();
        const given = new Map<string, BankFile>();
        for (const each of steps) {
          const { files, lines } = await world.run();
          if (each.do === "iban") {
            const partnerId = lines[each.which % lines.length]?.partnerId ?? "";
            await world.saveIban({ type: "partner", id: partnerId }, IBANS[each.which % 3] ?? "");
          }
          const open = lines.filter(({ mark }) => mark === null);
          if (each.do === "mark" && open.length > 0)
            await world.mark(open[each.which % open.length]?.id ?? "");
          if (each.do === "again" && files.length > 0) {
            const fileId = files[each.which % files.length]?.id ?? "";
            const again = await getBankFileAgain({ ctx: world.ctx(), input: { runId: world.id, fileId } });
            expect(again).toEqual(given.get(fileId));
          }
          if (each.do !== "file") continue;
          const [made] = await Promise.allSettled([world.file(each.format, { lines: each.lines })]);
          const after = await world.run();
          const newest = after.files.find(({ id }) => !given.has(id));
          expect(newest !== undefined).toBe(made?.status === "fulfilled");
          if (made?.status !== "fulfilled" || !newest) continue;
          given.set(newest.id, made.value);
          const before = new Map(lines.map((line) => [line.id, line]));
          for (const line of after.lines.filter(({ inFiles }) =>
            inFiles.some(({ fileId }) => fileId === newest.id),
          )) {
            expect(before.get(line.id)?.mark).toBeNull();
            if (each.lines === "unsent") expect(line.inFiles).toHaveLength(1);
            expect(made.value.text).toContain(line.id.replaceAll("-", ""));
          }
        }
        const orders = [...given.values()].filter(({ format }) => format === "sepa").map(readOrder);
        expect(new Set(orders.map(({ messageId }) => messageId)).size).toBe(orders.length);
        const names = new Set(namesOf(world.lines));
        for (const { payments } of orders) for (const name of payments.keys()) expect(names).toContain(name);
      }),
      { numRuns: 12 },
    );
  }, 300_000);
});

describe("what was downloaded before files were kept", () => {
  it("is told by the audit log, with the payments that were open then and the accounts of that day", async () => {
    const { id, file, mark, saveIban, saveNumber, euro, run, later } = await aBankRun();
    await file("sepa");
    later();
    await mark(euro[0]?.id ?? "");
    await saveIban({ type: "partner", id: euro[1]?.partnerId ?? "" }, IBANS[2] ?? "");
    await file("sepa");
    later();
    await saveNumber(euro[1]?.partnerId ?? "");
    await file("csv");
    const kept = await run();
    const lines = `SELECT f.format, f.made_at AS at, array_agg(x.payout_line_id || '/' || x.bank_account_id ORDER BY 1) AS lines
      FROM payout_file f JOIN payout_file_line x ON x.payout_file_id = f.id
      WHERE f.payout_run_id = '${id}' GROUP BY f.id ORDER BY f.made_at`;
    const wanted = (await pool().query(lines)).rows;
    expect(wanted).toHaveLength(kept.files.length);
    const inserts = readFileSync(MIGRATION, "utf8").match(/^INSERT INTO[\s\S]*?;$/gm) ?? [];
    expect(inserts).toHaveLength(2);
    await runAs(
      "owner",
      `ALTER TABLE payout_file DISABLE TRIGGER USER; ALTER TABLE payout_file_line DISABLE TRIGGER USER;
       DELETE FROM payout_file_line; DELETE FROM payout_file; ${inserts.join("\n")}
       ALTER TABLE payout_file ENABLE TRIGGER USER; ALTER TABLE payout_file_line ENABLE TRIGGER USER`,
    );
    expect((await pool().query(lines)).rows).toEqual(wanted);
    const { files } = await run();
    expect(files.map(({ messageId, kept: had }) => [messageId, had])).toEqual(files.map(() => [null, false]));
    const input = { runId: id, fileId: files[0]?.id ?? "" };
    expect(await problemIn(getBankFileAgain({ ctx: contextOf("admin"), input }))).toMatchObject({
      code: "conflict",
      message: "This file was made before files were kept.",
    });
  });
});
