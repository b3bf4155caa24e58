import { describe, expect, it } from "vitest";
import { DEFAULT_READER } from "@/components/ui/reader";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { updateMerchant } from "@/lib/merchants/update-merchant";
import { createProductModule, updateProductModule } from "@/lib/policies/modules/product-module";
import { createProductModuleBody } from "@/lib/policies/wire";
import { endpointForm } from "@/lib/webhooks/deliveries/testing-deliveries";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { updateEndpoint } from "@/lib/webhooks/endpoints/update-endpoint";
import { CONSOLE_QUERIES } from "./_queries/all";

const ctx = contextOf("owner");

/** A record and the form that replaces all of it: sent with one or the other change, by whoever has seen how it stood. */
interface Edited {
  id: string;
  query: "merchant" | "endpoint" | "product-module";
  send: (which: "one" | "other", seen?: string) => Promise<object>;
}

async function merchant(): Promise<Edited> {
  const id = newId();
  const form = {
    ...{ id, name: "Shop", logoColor: "#2f5d50" },
    ...{ defaultCurrency: "GBP" as const, paymentLimit: 500_000n },
  };
  await createMerchant({ ctx, input: form });
  const changes = { one: { paymentLimit: 10_000n }, other: { logoColor: "#1a6b4f" } };
  const send: Edited["send"] = (which, seen) =>
    updateMerchant({ ctx, input: { ...form, ...changes[which], ...(seen && { seen }) } });
  return { id, query: "merchant", send };
}

async function endpoint(): Promise<Edited> {
  const form = endpointForm();
  await createEndpoint({ ctx, input: form });
  const changes = { one: { eventTypes: ["payment.refunded"] }, other: { description: "Back office" } };
  const send: Edited["send"] = (which, seen) =>
    updateEndpoint({ ctx, input: { ...form, ...changes[which], ...(seen && { seen }) } });
  return { id: form.id, query: "endpoint", send };
}

async function productModule(): Promise<Edited> {
  const { settings, ...form } = createProductModuleBody.parse({
    ...{ key: `funeral-${newId()}`, name: "Funeral" },
    settings: { billing: { minimumPaymentAmount: { enabled: true, amountInCents: 500 } } },
  });
  const { id: merchantId } = await aMerchant();
  const { id } = await createProductModule({ ctx, input: { ...form, settings, merchantId } });
  const changes = {
    one: { settings: { billing: { ...settings.billing, billingFrequency: "weekly" as const } } },
    other: { name: "Funeral cover" },
  };
  const send: Edited["send"] = (which, seen) =>
    updateProductModule({
      ctx,
      input: { id, name: form.name, settings, ...changes[which], ...(seen && { seen }) },
    });
  return { id, query: "product-module", send };
}

describe.each([
  ["a merchant", merchant],
  ["a webhook endpoint", endpoint],
  ["a product module", productModule],
])("the form that changes %s", (_, make) => {
  it("is refused once somebody else has changed it, and taken from who has seen that", async () => {
    const edited = await make();
    const seen = await seenOf(edited);
    await edited.send("one", seen);
    const now = await seenOf(edited);
    expect(now).not.toBe(seen);
    expect(await problemIn(edited.send("other", seen))).toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/was changed since this page was loaded\. Reload it\.$/),
    });
    expect(await seenOf(edited)).toBe(now);
    await edited.send("other", now);
    expect(await changesOf(edited)).toBe(2);
  });

  it("is done, and done once, when it is sent again because its answer was lost", async () => {
    const edited = await make();
    const seen = await seenOf(edited);
    await edited.send("one", seen);
    await edited.send("one", seen);
    expect(await changesOf(edited)).toBe(1);
  });

  it("sent twice at one moment with two changes does one of them", async () => {
    const edited = await make();
    const seen = await seenOf(edited);
    const both = await Promise.allSettled([edited.send("one", seen), edited.send("other", seen)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is not what a program sends, which has seen none", async () => {
    const edited = await make();
    await edited.send("one");
    await edited.send("other");
    expect(await changesOf(edited)).toBe(2);
  });
});

/** How it stands, as its page tells the form. */
async function seenOf({ id, query }: Edited): Promise<string> {
  const params = new URLSearchParams({ id });
  return (await CONSOLE_QUERIES[query].read({ ctx, reader: DEFAULT_READER, params })).seen;
}

async function changesOf({ id }: Edited): Promise<number> {
  const rows = await runUnprepared<{ action: string }>(
    "SELECT action FROM audit_entry WHERE object_id = $1 AND action LIKE '%.updated'",
    [id],
  );
  return rows.length;
}
