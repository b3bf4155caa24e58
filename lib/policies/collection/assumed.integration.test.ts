import { expect, it } from "vitest";
import { PAYMENT_TYPES } from "@/lib/policies/enums";
import { anInsurer, jobAt } from "@/lib/policies/testing";
import { assumeSuccess } from "./collect-due";

const billing = {
  paymentMethodTypes: { debitOrders: { assumeSuccess: { enabled: true, daysAfterPaymentDate: 3 } } },
};

const OTHERS = PAYMENT_TYPES.filter((type) => type !== "premium" && type !== "reversal");

it.each(OTHERS)("%s by debit order is never taken for done because nothing came back", async (type) => {
  const insurer = await anInsurer({ billing });
  const amount = type === "premium_refund" ? -2_000 : 2_000;
  for (const status of ["submitted", "processing"] as const) {
    const { status: code } = await insurer.pay(status, {
      payment_type: type,
      premium_type: undefined,
      amount,
    });
    expect(code).toBe(200);
  }
  await assumeSuccess({ ctx: jobAt(new Date("2026-12-31")) });
  expect((await insurer.payments()).map(({ status }) => status).sort()).toEqual(["processing", "submitted"]);
});

it.each([
  ["before the day of its payment", "2026-02-20", "2026-03-01"],
  ["on the day of its payment", undefined, "2026-03-01"],
  ["after the day of its payment", "2026-03-25", "2026-03-25"],
])(
  "a premium that is billed %s is taken for paid so many days after the later",
  async (_, billing_date, later) => {
    const insurer = await anInsurer({ billing });
    await insurer.pay("processing", { billing_date });
    const day = Date.parse(later) + 3 * 86_400_000;
    await assumeSuccess({ ctx: jobAt(new Date(day - 1)) });
    expect((await insurer.payments())[0]?.status).toBe("processing");
    await assumeSuccess({ ctx: jobAt(new Date(day)) });
    expect((await insurer.payments())[0]?.status).toBe("successful");
  },
);
