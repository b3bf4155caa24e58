import { describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { SearchCustomers, searchCustomers } from "@/lib/customers/search-customers";
import { runUnprepared, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { authorizationAt } from "@/lib/openapi/testing/make";
import { aWorld } from "@/lib/openapi/testing/world";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { searchPayments } from "@/lib/payments/search-payments";
import { listPolicyholders } from "@/lib/policies/holders/policyholder";
import { SearchReferrals, searchReferrals } from "@/lib/referrals/referrals/search-referrals";
import { doorAt } from "@/lib/server/doors";

// Contracts: text is stored as sent, and compared and searched in NFC.
const ctx = contextOf("owner");
const world = await aWorld();

async function send<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const headers = { authorization: authorizationAt(path, world.key), "content-type": "application/json" };
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await doorAt(path.split("?", 1)[0] ?? "")?.handle(
    new Request(`http://localhost${path}`, init),
  );
  const text = (await response?.text()) ?? "";
  if (!response?.ok) throw new Error(text);
  return JSON.parse(text) as Body;
}

async function found(q: string): Promise<number> {
  const { search } = parsePaymentSearch(new URLSearchParams({ q }));
  return (await searchPayments({ ctx, input: { search, timeZone: "UTC" } })).rows.length;
}

describe.each(["NFC", "NFD"] as const)("a name that was sent in %s", (form) => {
  const name = `José Çelik J\u030car ${newId()}`;
  const sent = name.normalize(form);
  const spellings = [name.normalize("NFC"), name.normalize("NFD"), name.normalize("NFD").toUpperCase()];

  it("is given back as it was sent, and a customer and their payments are found by either", async () => {
    const body = { name: sent, email: "a@example.com", externalId: sent };
    const customer = await send<{ id: string; name: string }>("POST", "/v0/customers", body);
    expect(customer.name).toBe(sent);
    await send("POST", "/v0/payments", { amount: "49.00", currency: "EUR", customerId: customer.id });
    for (const q of spellings) {
      const { rows } = await searchCustomers({ ctx, input: SearchCustomers.parse({ q }) });
      expect(rows.map((each) => each.name)).toEqual([sent]);
      expect(await found(q)).toBe(1);
    }
  });

  it("is found in a payment's own words by either", async () => {
    const lineItems = [{ description: `Line of ${sent}`, amount: "49.00", quantity: 1 }];
    await send("POST", "/v0/payments", { amount: "49.00", currency: "EUR", lineItems });
    for (const q of spellings) expect(await found(`Line of ${q}`)).toBe(1);
  });

  it("is found as a referral's identifier by either", async () => {
    const { AFFILIATE_SLUG } = await world.variablesOf("Referrals");
    await send("POST", "/api/v2/tracking/conversion", { affiliate_slug: AFFILIATE_SLUG, uid: sent });
    for (const q of spellings)
      expect(await searchReferrals({ ctx, input: SearchReferrals.parse({ q }) })).toHaveLength(1);
  });

  it("is found as a policyholder's by either", async () => {
    const identification = { type: "id", number: newId().slice(-12), country: "ZA" };
    const holder = { type: "individual", id: identification, first_name: sent, last_name: "Byron" };
    await send("POST", "/v1/insurance/policyholders", holder);
    for (const q of spellings) {
      const input = { search: q, limit: 2, offset: 0 };
      expect((await listPolicyholders({ ctx, input })).total).toBe(1);
    }
  });
});

describe("what is searched composed", () => {
  it.each([
    [
      "customer_words",
      "customer",
      "search_key(name) LIKE search_key($1) OR search_key(email) LIKE search_key($1) OR search_key(external_id) LIKE search_key($1)",
    ],
    [
      "referral_words",
      "referral",
      "search_key(uid) LIKE search_key($1) OR search_key(email) LIKE search_key($1)",
    ],
    ["subscription_reference_composed", "subscription", "normalize(reference) = normalize($1)"],
  ])("is found by the index %s", async (index, table, condition) => {
    const plan = await transaction(async (tx) => {
      // There are too few rows here for an index to pay.
      await tx.query("SET LOCAL enable_seqscan = off");
      const explained = `EXPLAIN SELECT id FROM ${table} WHERE ${condition}`;
      return runUnprepared<{ "QUERY PLAN": string }>(explained, ["%rare%"], tx);
    });
    expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain(index);
  });
});
