import { describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { getOverview, OVERVIEW_BASES, type OverviewBasis } from "@/lib/payments/overview";
import { searchPayments } from "@/lib/payments/search-payments";
import { anInsurer, type Insurer } from "@/lib/policies/testing";
import type { Ctx } from "@/lib/verb/context";
import { retryAsListed } from "./testing-retries";

const operator = contextOf("operator", new Date());
const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };

/** A premium that failed and was collected when it was tried again; the payment that collected it. */
async function recovered(insurer: Insurer): Promise<string> {
  const { body } = await insurer.pay("failed");
  const { outcome, paymentId } = await retryAsListed(operator, body.payment_id ?? "");
  expect(outcome).toBe("successful");
  return paymentId;
}

async function overviewOf(insurer: Insurer, basis: OverviewBasis, days: 7 | 90 = 7) {
  const { merchantId } = insurer;
  const actor = {
    type: "apiKey",
    id: newId(),
    label: "Till",
    merchantId,
    scopes: ["payments:read"],
  } as const;
  const ctx: Ctx = { ...operator, now: new Date(), actor };
  const { currencies } = await getOverview({ ctx, input: { days, basis, timeZone: "UTC" } });
  return currencies;
}

async function listed(insurer: Insurer, address: string): Promise<string[]> {
  const { search } = parsePaymentSearch(new URLSearchParams(`merchant=${insurer.merchantId}&${address}`));
  const { rows } = await searchPayments({
    ctx: { ...operator, now: new Date() },
    input: { search, timeZone: "UTC" },
  });
  return rows.map(({ id }) => id).sort();
}

describe("what retries recovered", () => {
  it.each(OVERVIEW_BASES)("is on the overview what its list holds, read by the %s", async (basis) => {
    const insurer = await anInsurer({ billing: RETRYING });
    const retries = [await recovered(insurer), await recovered(insurer)].sort();
    // Collected at once, and failed for good: neither was recovered.
    await insurer.pay("successful");
    await insurer.pay("failed");
    const [only, ...others] = await overviewOf(insurer, basis);
    expect(others).toEqual([]);
    expect(only?.recovered).toMatchObject({ amountMinor: 36_000n });
    expect(await listed(insurer, basis === "event" ? "recovered=7d" : "recovered=any&range=7d")).toEqual(
      retries,
    );
  });

  it("is not what the bank took back afterwards, and is nobody else's", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    const paymentId = await recovered(insurer);
    const late = await insurer.update(paymentId, {
      status: "failed",
      failure_reason: "Returned",
      failure_action: "block_retry",
    });
    expect(late.status, late.text).toBe(200);
    expect((await overviewOf(insurer, "event"))[0]?.recovered ?? null).toBeNull();
    expect(await listed(insurer, "recovered=any")).toEqual([]);
    expect(
      (await overviewOf(await anInsurer(), "event")).flatMap(({ recovered: other }) => other ?? []),
    ).toEqual([]);
  });

  it("was recovered on the day it was decided, not the one the failure was of", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    const { body } = await insurer.pay("failed");
    const decided = new Date(Date.now() - 20 * DAY_MS).toISOString();
    const { body: retry } = await insurer.pay("successful", {
      retry_of: body.payment_id,
      amount: undefined,
      description: undefined,
      finalized_at: decided,
    });
    expect(retry).toMatchObject({ status: "successful" });
    expect(await listed(insurer, "recovered=7d")).toEqual([]);
    expect(await listed(insurer, "recovered=30d")).toEqual([retry.payment_id]);
  });
});
