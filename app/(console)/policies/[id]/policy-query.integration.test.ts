import { describe, expect, it } from "vitest";
import { policyholdersQuery } from "@/app/(console)/policies/holders/holders-query";
import { policiesQuery } from "@/app/(console)/policies/policies-query";
import { retriesQuery } from "@/app/(console)/retries/retries-query";
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

  it("answers any page that its address names, and leads from one past the end to the first", async () => {
    const insurer = await anInsurer();
    await insurer.pay("pending");
    const first = `/policies/${insurer.policyId}?page=1`;
    for (const page of ["2", "99999999999999999999"]) {
      const { payments, firstHref } = await asShown({ id: insurer.policyId, page });
      expect([payments, firstHref]).toEqual([[], first]);
    }
    const { payments, firstHref } = await asShown({ id: insurer.policyId, page: "1" });
    expect([payments.length, firstHref]).toEqual([1, null]);
  });

  it.each(Object.entries({ retries: retriesQuery, policies: policiesQuery, holders: policyholdersQuery }))(
    "so does the page of %s, however far an address asks",
    async (_, query) => {
      const params = new URLSearchParams({ page: "99999999999999999999" });
      const { firstHref } = await query.read({ ctx: contextOf("admin"), reader: DEFAULT_READER, params });
      expect(firstHref).toMatch(/[?&]page=1$/);
    },
  );
});
