import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** The files, by the end of their path, where minor units are added up without lib/money/amount.ts, and why they are all of one unit there. */
const OF_ONE_UNIT: Readonly<Record<string, string>> = {
  "amounts.ts": "the lines of one payment",
  "steps.ts": "the refunds of one payment",
  "add-payment-adjustment.ts": "the refunds of one payment",
  "books.ts": "the refunds of one charge",
  "fold.ts": "the adjustments of one payment",
  "payments/invariants/_folded.sql": "the adjustments of one payment",
  "payments/invariants/promises-are-covered.sql": "the refunds of one payment",
  "payments/invariants/refunds-were-moved.sql": "the refunds of one payment",
  "referrals/invariants/commission-in-proportion.sql":
    "the refunds of one payment, and the clawbacks of one commission",
  "referrals/invariants/nothing-owed-of-refunded.sql": "the clawbacks of one commission",
  "referrals/invariants/line-sums-commissions.sql": "the commissions of one payout line",
  "referrals/invariants/partner-adds-up.sql": "of one partner and currency, always in its own minor units",
  "payments/sum-money.ts": "brought to one precision first",
  "people/sum-payments.sql": "grouped by currency and precision",
  "payments/_moved-sums.sql": "grouped by currency and precision",
  "overview-recovered.sql": "grouped by currency and precision",
  "balances/_moved.sql": "the adjustments of one payment",
  "policies/ledger/_entries.sql": "the adjustments of one payment",
  "policies/ledger/list.sql": "the entries of one policy, in its currency's own minor units",
  "policies/_balance-column.sql": "the premiums and coupons of one policy, in its currency's own minor units",
  "compact-sums.sql": "grouped by currency and precision",
  "payments/invariants/sums-are-exact.sql": "grouped by currency and precision",
  "payments/invariants/_money-moved.sql": "the adjustments of one payment",
  "money-moved.ts": "the adjustments of one payment",
  "taken-back.ts": "the disputes of one payment",
  "apply-refund.ts": "what carried out one reversal",
  "regarded.ts": "the reversals of one payment",
  "facts.ts": "the refunds and disputes of one payment",
  "refund-rule.ts": "the refunds of one payment",
  "retry-statistics/by-attempt-and-currency.sql": "grouped by currency and precision",
  "policies/batches/_sums.sql": "the attempts of one batch, which has one currency",
  "charge.ts": "the charges of one payment",
  "sandbox/books/refunded.sql": "the refunds of one charge",
  "commission-of-payment/commission.sql": "what was taken back of one commission",
  "take-back/lock.sql": "what was taken back of one commission",
  "payouts/_run-columns.sql": "payout lines by currency: always its own minor units",
  "report/by-state.sql": "commissions by currency: always its own minor units",
  "report/mrr.sql": "revenue by currency: always its own minor units",
  "report/top.sql": "commissions by currency: always its own minor units",
  "get-partner/balances.sql": "commissions by currency: always its own minor units",
};

/** Never more than the one amount they are parts of: any other sum of amounts may be more than a 64-bit number holds. */
const BOUNDED = ["commission-of-payment/commission.sql", "take-back/lock.sql", "sandbox/books/refunded.sql"];

const SUMS = [/\bsum\([^)]*minor/i, /\.reduce\((?:(?!\n\n)[\s\S]){0,160}minor/i];

function sources(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : sources(path);
    return /\.(tsx?|sql)$/.test(path) && !/\.test\.ts$|testing/.test(path) ? [path] : [];
  });
}

describe("sums of minor units", () => {
  it("are made by lib/money/amount.ts, or where all of them are of one unit", () => {
    const found = ["lib", "app", "components", "prisma/sql"]
      .flatMap(sources)
      .filter((path) => path !== "lib/money/amount.ts")
      .filter((path) => SUMS.some((sum) => sum.test(readFileSync(path, "utf8"))));
    const known = Object.keys(OF_ONE_UNIT);
    expect(found.filter((path) => !known.some((end) => path.endsWith(`/${end}`)))).toEqual([]);
  });

  it("are never squeezed into 64 bits, which the sum of two amounts may be too large for", () => {
    const squeezed = /\bsum\([^)]*minor[^\n]*::bigint/i;
    const found = sources("prisma/sql").filter((path) => squeezed.test(readFileSync(path, "utf8")));
    expect(found.filter((path) => !BOUNDED.some((end) => path.endsWith(`/${end}`)))).toEqual([]);
  });
});
