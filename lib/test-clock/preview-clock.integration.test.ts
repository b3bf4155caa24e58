import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { DAY_SECONDS } from "@/lib/durations";
import { anInsurer } from "@/lib/policies/testing";
import { previewClock } from "./preview-clock";

const retryFailedPayments = { enabled: true, daysBetweenRetries: 5, numberOfRetries: 3 };

it("counts the premiums and the retries that become due, and none that somebody else collects", async () => {
  const ctx = { ...contextOf("admin"), now: new Date() };
  const inDays = (days: number) => new Date(ctx.now.getTime() + days * DAY_SECONDS * 1_000).toISOString();
  const { pay } = await anInsurer({ billing: { retryFailedPayments } });
  await pay("failed", { failure_action: "allow_retry", finalized_at: inDays(0) });
  await pay("pending", { payment_date: inDays(2) });
  await pay("pending", { payment_date: inDays(2), collection_type: "collection_module" });
  const due = async (days: number) => {
    const { premiumsDue, retriesDue } = await previewClock({ ctx, input: { seconds: days * DAY_SECONDS } });
    return { premiumsDue, retriesDue };
  };
  expect(await due(1)).toEqual({ premiumsDue: 0, retriesDue: 0 });
  expect(await due(3)).toEqual({ premiumsDue: 1, retriesDue: 0 });
  expect(await due(5)).toEqual({ premiumsDue: 1, retriesDue: 1 });
});
