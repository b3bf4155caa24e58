import { expect, it } from "vitest";
import { runStates } from "./run-states";

const total = (paidMinor: bigint, failedMinor: bigint, openMinor: bigint, currency = "EUR") => ({
  ...{ currency, paidMinor, failedMinor, openMinor },
  amountMinor: paidMinor + failedMinor + openMinor,
});

it.each([
  ["all are paid", [total(2n, 0n, 0n)], ["Paid"]],
  ["none is marked", [total(0n, 0n, 2n)], ["Open"]],
  ["one is paid and one not marked", [total(1n, 0n, 1n)], ["Open"]],
  ["one is paid and one failed", [total(1n, 1n, 0n)], ["Some failed"]],
  ["one failed and one is not marked", [total(0n, 1n, 1n)], ["Open", "Some failed"]],
  ["one of each", [total(1n, 1n, 1n)], ["Open", "Some failed"]],
  ["all failed", [total(0n, 2n, 0n)], ["All failed"]],
  ["all of both currencies failed", [total(0n, 1n, 0n), total(0n, 1n, 0n, "USD")], ["All failed"]],
  [
    "those of one currency failed, and those of the other are paid",
    [total(0n, 1n, 0n), total(1n, 0n, 0n, "USD")],
    ["Some failed"],
  ],
])("says of a payout of which %s no less and no more than that", (_, totals, said) => {
  expect(runStates(totals).map(({ label }) => label)).toEqual(said);
});
