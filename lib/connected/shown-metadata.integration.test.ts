import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { createCheckoutPayment } from "@/lib/checkout/create-checkout-payment";
import { aKey, aMerchant, ask as askCheckout } from "@/lib/checkout/testing";
import { newId, spellId } from "@/lib/ids";
import { anInsurer } from "@/lib/policies/testing";
import { aReferral, aPayment as aReferralPayment, ask as askReferrals, made } from "@/lib/referrals/testing";
import { aConnector, aPayment, ask, type WirePayment } from "./testing";

let merchantId: string;
let key: string;

beforeAll(async () => {
  merchantId = (await aMerchant()).id;
  key = await aKey(merchantId);
});

const VERSIONS = ["", "/v3"];

async function aLinkWith(fields: { reference?: string; metadata?: Record<string, string> }): Promise<string> {
  const { payment } = await createCheckoutPayment({
    ctx: contextOf("operator"),
    input: { amount: 4_900n, currency: "EUR", merchantId, savePaymentMethod: false, ...fields },
  });
  return spellId("pay", payment.id);
}

async function found(query: object, { secret = key, version = "" } = {}): Promise<WirePayment[]> {
  const text = new URLSearchParams({ query: JSON.stringify(query) });
  return (await ask(secret, "GET", `${version}/payments?${text}`)).body.cursor?.data ?? [];
}

/** What each version lists and reads of a payment, which is the same: its metadata. */
async function shown(reference: string, secret = key): Promise<unknown> {
  const all: unknown[] = [];
  for (const version of VERSIONS) {
    const [listed] = await found({ $match: { reference } }, { secret, version });
    const read = (await ask(secret, "GET", `${version}/payments/${listed?.id}`)).body.data;
    all.push(listed?.metadata, read?.metadata);
  }
  const [first, ...others] = all;
  expect(others).toEqual(others.map(() => first));
  return first;
}

describe("the merchant's reference of a checkout payment", () => {
  it.each<[string, Parameters<typeof aLinkWith>[0], unknown]>([
    ["is in the metadata", { reference: "ORDER-77" }, { reference: "ORDER-77" }],
    [
      "stands beside the merchant's own metadata",
      { reference: "ORDER-78", metadata: { team: "a" } },
      { reference: "ORDER-78", team: "a" },
    ],
    [
      "gives way to what the merchant keeps under that name",
      { reference: "ORDER-79", metadata: { reference: "mine" } },
      { reference: "mine" },
    ],
    ["is not there where none was sent", { metadata: { team: "a" } }, { team: "a" }],
    ["is nothing where nothing was sent", {}, null],
  ])("%s", async (_, fields, expected) => {
    expect(await shown(await aLinkWith(fields))).toEqual(expected);
  });

  it("is found there, as it is shown and not otherwise", async () => {
    const reference = `Größe_100% \\ ${newId()} `;
    const payment = await aLinkWith({ reference });
    const kept = await aLinkWith({ reference, metadata: { reference: "mine" } });
    const own = await aLinkWith({ metadata: { reference } });
    for (const version of VERSIONS) {
      const by = async (text: string) => {
        const list = await found({ $match: { "metadata[reference]": text } }, { version });
        return list.map((each) => each.reference).sort();
      };
      for (const form of ["NFC", "NFD"] as const)
        expect([form, await by(reference.normalize(form))]).toEqual([form, [payment, own].sort()]);
      expect(await by("mine")).toContain(kept);
      for (const other of [reference.trim(), reference.toLowerCase(), `${reference}x`, ""])
        expect([other, await by(other)]).toEqual([other, []]);
    }
  });

  it("is not in the metadata of the checkout door, and one that was merged goes before it", async () => {
    const payment = await aLinkWith({ reference: "ORDER-80", metadata: { team: "a" } });
    const before = (await askCheckout(key, "GET", `/v0/payments/${payment}`)).body;
    expect([before.reference, before.metadata]).toEqual(["ORDER-80", { team: "a" }]);
    const [{ id } = { id: "" }] = await found({ $match: { reference: payment } });
    const patched = await ask(key, "PATCH", `/payments/${id}/metadata`, { note: "x" });
    expect([patched.status, await shown(payment)]).toEqual([
      204,
      { reference: "ORDER-80", team: "a", note: "x" },
    ]);
    await ask(key, "PATCH", `/payments/${id}/metadata`, { reference: "corrected" });
    expect(await shown(payment)).toEqual({ reference: "corrected", team: "a", note: "x" });
    const { reference, metadata } = (await askCheckout(key, "GET", `/v0/payments/${payment}`)).body;
    expect([reference, metadata]).toEqual(["ORDER-80", { reference: "corrected", team: "a", note: "x" }]);
    expect(await found({ $match: { "metadata[reference]": "ORDER-80" } })).not.toContainEqual(
      expect.objectContaining({ reference: payment }),
    );
  });
});

it("payments of the other doors have in their metadata what was written there alone", async () => {
  const { key: secret, uid } = await aReferral();
  const { id } = await made(askReferrals(secret, "POST", "/api/v1/payments", aReferralPayment(uid)));
  expect(await shown(id, secret)).toBeNull();
  const insurer = await anInsurer();
  const { body } = await insurer.pay("pending");
  expect(await shown(String(body.payment_id), await aKey(insurer.merchantId))).toBeNull();
  const { reference, ...sent } = aPayment(await aConnector());
  await ask(key, "POST", "/payments", { ...sent, reference });
  expect(await shown(String(reference))).toBeNull();
});
