import { expect, it } from "vitest";
import type { MerchantPayout } from "@/lib/referrals/payouts/preview-every-payout";
import type { PreviewedLine } from "@/lib/referrals/payouts/preview-payout";
import { dueInAll } from "./paid-of";

const line = (partnerId: string, amountMinor: bigint): PreviewedLine => ({
  ...{ partnerId, partnerName: partnerId, currency: "EUR", amountMinor },
  outcome: amountMinor > 0n ? "paid" : "in_debt",
  ...{
    commissionsMinor: amountMinor,
    clawbacksMinor: 0n,
    minimumMinor: 0n,
    returns: 0,
    hasBankAccount: true,
  },
});
const merchant = (...lines: PreviewedLine[]): MerchantPayout => ({
  ...{ merchantId: "m", merchantName: "M" },
  preview: {
    lines,
    ...{ period: { from: "2026-11-01", through: "2026-11-30" }, fingerprint: "" },
  },
});
const refused: MerchantPayout = { merchantId: "r", merchantName: "R", refusal: "Too much is due." };
const [rosa, theo, mina] = [line("rosa", 900n), line("theo", 1_000n), line("mina", 1_000n)];
const debt = line("ivo", -500n);

it.each([
  ["merchants that pay", [merchant(rosa), merchant(theo, mina)], "€29.00 to 3 partners of 2 merchants"],
  [
    "none that has a debt alone",
    [merchant(rosa, theo, mina), merchant(debt)],
    "€29.00 to 3 partners of 1 merchant",
  ],
  ["none that cannot be said", [merchant(rosa), refused], "€9.00 to 1 partner of 1 merchant"],
  [
    "nothing where nobody is paid",
    [merchant(debt), merchant(debt)],
    "Nothing to pay yet of 2 merchants: everything is carried over.",
  ],
  ["nothing where what is due cannot be said", [merchant(debt), refused], null],
  ["nothing of one merchant", [merchant(rosa)], null],
])("adds up %s", (_, merchants, words) => {
  expect(dueInAll(merchants, "en-GB")).toBe(words);
});
