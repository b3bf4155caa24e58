import { describe, expect, it } from "vitest";
import { DEFAULT_READER } from "@/components/ui/reader";
import { contextOf } from "@/lib/auth/testing/contexts";
import { anInsurer } from "@/lib/policies/testing";
import { policyQuery } from "./policy-query";

const asShown = (params: Record<string, string>) =>
  policyQuery.read({
    ctx: contextOf("admin"),
    reader: DEFAULT_READER,
    params: new URLSearchParams(params),
  });

describe("a policy's page", () => {
  it("counts what we collect apart from what waits for whoever reports it", async () => {
    const insurer = await anInsurer();
    const shown = () => asShown({ id: insurer.policyId });
    expect((await shown()).pending).toEqual({ collected: 0, reported: 0 });
    await insurer.pay("pending");
    await insurer.pay("pending", { collection_type: "other" });
    await insurer.pay("pending", { payment_type: "claim_payout", premium_type: undefined });
    await insurer.pay("pending", { payment_type: "premium_refund", premium_type: undefined });
    await insurer.pay("successful");
    expect((await shown()).pending).toEqual({ collected: 1, reported: 3 });
  });
});
