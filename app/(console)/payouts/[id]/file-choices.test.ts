import { describe, expect, it } from "vitest";
import type { PayoutFile, PayoutLine } from "@/lib/referrals/payouts/payout-run";
import type { SepaObstacle } from "@/lib/referrals/payouts/sepa-fit";
import { fileChoices } from "./file-choices";

const file = (id: string, format: PayoutFile["format"], kept = true): PayoutFile => ({
  ...{ id, format, kept, messageId: format === "sepa" ? id : null },
  ...{ madeAt: new Date("2026-11-30T12:00:00Z"), madeBy: "Ada" },
});

const line = (id: string, files: string[] = [], mark: PayoutLine["mark"] = null): PayoutLine => ({
  ...{ id, partnerId: id, partnerName: id, partnerEmail: "", currency: "EUR", outcome: "paid", mark },
  ...{ commissionsMinor: 1n, clawbacksMinor: 0n, amountMinor: 1n, minimumMinor: 0n, commissions: 1 },
  ...{ reason: null, markedAt: null, markedBy: null },
  inFiles: files.map((fileId) => ({ fileId, last4: "3000" })),
});

const CSV = file("csv", "csv");
const SEPA = file("sepa", "sepa");

describe("what there is to choose between for a file for the bank", () => {
  it.each<[string, PayoutFile["format"], PayoutLine[], PayoutFile[], string[]]>([
    ["none was ever made", "sepa", [line("a"), line("b")], [], ["unsent"]],
    ["some was in one", "sepa", [line("a", ["sepa"]), line("b")], [SEPA], ["unsent", "again", "all"]],
    ["all was in one", "sepa", [line("a", ["sepa"]), line("b", ["sepa"])], [SEPA], ["again", "all"]],
    ["all was in one of another kind", "sepa", [line("a", ["csv"])], [CSV], ["all"]],
    ["all was in one that was not kept", "csv", [line("a", ["csv"])], [file("csv", "csv", false)], ["all"]],
    ["what was in one is marked", "sepa", [line("a", ["sepa"], "paid"), line("b")], [SEPA], ["unsent"]],
  ])("where %s", (_, format, lines, files, choices) => {
    const obstacles = Object.fromEntries(lines.map(({ id }) => [id, null]));
    expect(fileChoices(format, { lines, files }, obstacles).choices).toEqual(choices);
  });

  it("names the newest of several as the one to have again, and every one that holds something open", () => {
    const files = [file("one", "sepa"), file("two", "sepa"), file("three", "csv"), file("done", "sepa")];
    const lines = [line("a", ["one", "three"]), line("b", ["two"]), line("c", ["done"], "paid")];
    const { again, holding } = fileChoices("sepa", { lines, files }, { a: null, b: null });
    expect(again?.id).toBe("two");
    expect(holding.map(({ id }) => id)).toEqual(["three", "two", "one"]);
  });

  it("leaves out of a SEPA order what it cannot have, and of a CSV nothing", () => {
    const lines = [line("a"), line("b"), line("c")];
    const obstacles: Record<string, SepaObstacle | null> = { a: null, b: "no_iban", c: "currency" };
    const ids = (given: PayoutLine[]) => given.map(({ id }) => id);
    const sepa = fileChoices("sepa", { lines, files: [] }, obstacles);
    expect([ids(sepa.fitting), ids(sepa.leftOut)]).toEqual([["a"], ["b", "c"]]);
    const csv = fileChoices("csv", { lines, files: [] }, obstacles);
    expect([ids(csv.fitting), ids(csv.leftOut)]).toEqual([["a", "b", "c"], []]);
  });
});
