import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { createPartner } from "@/lib/referrals/partners/create-partner";
import { createPartnership } from "@/lib/referrals/partners/create-partnership";
import { getPartnership } from "@/lib/referrals/partners/get-partnership";
import { aProgramme } from "@/lib/referrals/testing";
import { endpointForm } from "@/lib/webhooks/deliveries/testing-deliveries";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";

const ctx = contextOf("owner");

/** What a form makes; `change` says one thing of it otherwise. */
type Send = (change?: object) => Promise<object>;

const merchant = () => {
  const form = {
    id: newId(),
    name: "Shop",
    logoColor: "#2f5d50",
    defaultCurrency: "GBP" as const,
    paymentLimit: 500_000n,
  };
  return (change = {}) => createMerchant({ ctx, input: { ...form, ...change } });
};
const key = () => {
  const form = { id: newId(), name: "Key", scopes: ["payments:read" as const], merchantId: null };
  return (change = {}) => createKey({ ctx, input: { ...form, ...change } });
};
const endpoint = () => {
  const form = endpointForm();
  return (change = {}) => createEndpoint({ ctx, input: { ...form, ...change } });
};
const partner = async () => {
  const { merchant } = await aProgramme();
  const form = { merchantId: merchant.id, name: "Rosa", email: "rosa@example.com", slug: newId() };
  const formId = newId();
  return (change = {}) => createPartner({ ctx, input: { ...form, formId, ...change } });
};
const partnership = async () => {
  const { partnerId } = await aProgramme();
  const form = {
    partner_id: partnerId,
    commission: { type: "percent" as const, basis_points: 1_000, recurrence: "lifetime" as const },
    ...{ hold_days: 0, referral_expiry_days: 0, minimum_payout: 0n },
  };
  const formId = newId();
  return (change = {}) => createPartnership({ ctx, input: { ...form, formId, ...change } });
};

describe("a form that was sent, and is sent again with something else in it", () => {
  it.each<[string, () => Send | Promise<Send>, object[]]>([
    ["merchant", merchant, [{ name: "Another" }, { paymentLimit: 600_000n }, { defaultCurrency: "EUR" }]],
    ["key", key, [{ name: "Another" }, { scopes: ["payments:read", "payments:write"] }]],
    ["webhook endpoint", endpoint, [{ url: "https://93.184.216.34/other" }, { description: "Another" }]],
    ["partner", partner, [{ name: "Another" }, { email: "other@example.com" }]],
    ["partnership", partnership, [{ hold_days: 9 }, { minimum_payout: 500n }]],
  ])("is not taken for the %s it made, and the same is", async (_, open, changes) => {
    const send = await open();
    await send();
    await send();
    for (const change of changes) expect(await problemIn(send(change))).toMatchObject({ code: "conflict" });
  });

  it("leaves the terms of a partnership as they were agreed", async () => {
    const send = await partnership();
    const { id } = (await send()) as { id: string };
    const before = await getPartnership({ ctx, input: { id } });
    await problemIn(send({ hold_days: 9 }));
    expect(await getPartnership({ ctx, input: { id } })).toEqual(before);
  });
});
