import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { createCheckoutPayment } from "@/lib/checkout/create-checkout-payment";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aKey, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { aPayment as aConnectedPayment, aConnector, ask as askConnected } from "@/lib/connected/testing";
import { createCustomer } from "@/lib/customers/create-customer";
import { pool } from "@/lib/db/pool";
import { type IdPrefix, newId, readAnyId, spellId } from "@/lib/ids";
import { ask as askPolicies, BANK, CHARGES } from "@/lib/policies/testing";
import { aReferral, aPayment as aReferralPayment, ask as askReferrals, made } from "@/lib/referrals/testing";
import { searchKey } from "@/lib/text/search-key";
import { parsePaymentSearch } from "./listing/parse-search";
import { searchPayments } from "./search-payments";

type Found = "checkout" | "declined" | "policy" | "referral" | "connected";

const operator = contextOf("operator");
const idOf: Record<Found, string> = { checkout: "", declined: "", policy: "", referral: "", connected: "" };
/** What only the database knows: filled in before anything is searched. */
const known: Record<string, string> = {};

const dashless = (id: string) => id.replaceAll("-", "");
const attemptOf = async (paymentId: string) => {
  const { rows } = await pool().query<{ id: string; provider_reference: string; request_id: string }>(
    "SELECT id, provider_reference, request_id FROM attempt WHERE payment_id = $1",
    [paymentId],
  );
  return rows[0] ?? { id: "", provider_reference: "", request_id: "" };
};

async function aCheckout() {
  const merchant = await aMerchant();
  const customer = await createCustomer({
    ctx: operator,
    input: {
      ...{ name: "Zoë O’Brien-Müller", email: "zoe.smith@example.com", externalId: "CRM-5512" },
      merchantId: merchant.id,
    },
  });
  const link = (amount: bigint, currency: "GBP" | "EUR", reference: string) =>
    createCheckoutPayment({
      ctx: operator,
      input: {
        amount,
        currency,
        reference,
        merchantId: merchant.id,
        customerId: customer.id,
        savePaymentMethod: true,
      },
    });
  const { payment: paid } = await link(6_800n, "GBP", "Chairs 71001");
  const { payment: declined } = await link(123_456n, "EUR", "Tables 71002");
  const pay = (payment: { id: string; token: string }, token: string, last4: string, saveMethod: boolean) => {
    const card = { ...cardOf(token), last4 };
    const method = { type: "card", card, saveMethod } as const;
    return payCheckout({ ctx: customerOf(payment.id), input: { token: payment.token, method } });
  };
  await pay(paid, "sbx_success", "4242", true);
  await pay(declined, "sbx_insufficient_funds", "9995", false);
  const [attempt, { rows }] = [
    await attemptOf(paid.id),
    await pool().query<{ id: string }>("SELECT id FROM saved_payment_method WHERE customer_id = $1", [
      customer.id,
    ]),
  ];
  idOf.checkout = paid.id;
  idOf.declined = declined.id;
  Object.assign(known, {
    customer: customer.id,
    token: paid.token,
    attempt: attempt.id,
    reference: attempt.provider_reference,
    request: attempt.request_id,
    saved: rows[0]?.id,
  });
}

async function aPolicy() {
  const merchant = await aMerchant();
  const key = await aKey(merchant.id);
  const add = async (path: string, body: unknown) => (await askPolicies(key, "POST", path, body)).body;
  const module = await add("/product-modules", { key: "life", name: "Life", settings: { billing: {} } });
  const holder = await add("/policyholders", {
    ...{ type: "individual", id: { type: "id", number: "8001015009087", country: "ZA" } },
    ...{
      first_name: "Jürgen",
      last_name: "D'Souza",
      email: "jd@holders.example",
      cellphone: "020 7946 0958",
    },
  });
  const bank = { ...BANK, account_number: "62001234566543" };
  const path = `/policyholders/${holder.policyholder_id}/payment-methods`;
  const method = await add(path, { type: "debit_order", bank_details: bank });
  await add(`/payment-methods/${method.payment_method_id}/manual-verify`, {});
  const policy = await add("/policies", {
    ...{ policyholder_id: holder.policyholder_id, product_module_id: module.product_module_id },
    ...{ policy_number: "POL-88-1", package_name: "Family", monthly_premium: 25_075, billing_day: 1 },
    ...{ billing_frequency: "monthly", start_date: "2026-01-01", charges: CHARGES },
  });
  const payment = await add(`/policies/${policy.policy_id}/payments`, {
    ...{ status: "pending", payment_method_id: method.payment_method_id, payment_type: "premium" },
    ...{ premium_type: "recurring", payment_date: "2026-03-01", collection_type: "debit_order_two_day" },
    ...{ amount: 25_075, description: "March premium" },
  });
  idOf.policy = readAnyId(String(payment.payment_id)) ?? "";
  Object.assign(known, {
    holder: holder.policyholder_id,
    policy: policy.policy_id,
    method: method.payment_method_id,
  });
}

async function aReferred() {
  const { key, uid, email, referralId, partnerId } = await aReferral();
  const payment = await made(
    askReferrals(key, "POST", "/api/v1/payments", aReferralPayment(uid, { amount: 7_777 })),
  );
  idOf.referral = readAnyId(payment.id) ?? "";
  Object.assign(known, { uid, email, referral: referralId, partner: partnerId });
}

async function aConnected() {
  const key = await aKey((await aMerchant()).id);
  const connectorID = await aConnector();
  const reference = `acc-${newId()}`;
  const account = await askConnected(key, "POST", "/accounts", {
    ...{ connectorID, reference, type: "INTERNAL", createdAt: "2026-01-01T00:00:00Z" },
    ...{ accountName: "Größe Treasury", metadata: { email: "cash@treasury.example" } },
  });
  const body = {
    reference: "PSP/Ref-Äß9",
    amount: 991,
    asset: "USD/2",
    sourceAccountID: account.body.data?.id,
  };
  const payment = await askConnected(key, "POST", "/payments", aConnectedPayment(connectorID, body));
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id FROM payment WHERE reference = 'PSP/Ref-Äß9'",
  );
  idOf.connected = rows[0]?.id ?? "";
  Object.assign(known, { account: account.body.data?.id, wire: payment.body.data?.id });
}

beforeAll(async () => {
  await aCheckout();
  await aPolicy();
  await aReferred();
  await aConnected();
});

async function found(q: string, ctx = operator): Promise<string[]> {
  const { search, ignored } = parsePaymentSearch(new URLSearchParams({ q }));
  expect(ignored).toEqual([]);
  const { rows, count } = await searchPayments({ ctx, input: { search, timeZone: "UTC" } });
  expect(count).toEqual({ value: rows.length, capped: false });
  return rows.map(({ id }) => id).sort();
}

/** What is typed, and which payments it finds; `$name` stands for what the database made. */
const SEARCHES: readonly (readonly [what: string, q: string, finds: readonly Found[]])[] = [
  ["a card", "4242", ["checkout"]],
  ["a card as it is shown", "•••• 4242", ["checkout"]],
  ["a card that was declined", "9995", ["declined"]],
  ["a bank account", "6543", ["policy"]],
  ["a customer's e-mail", "ZOE.SMITH@example.com", ["checkout", "declined"]],
  ["a part of it", "zoe.smith", ["checkout", "declined"]],
  ["a customer's name", "Zoë O’Brien", ["checkout", "declined"]],
  ["without its accents and apostrophe", "zoe obrien", ["checkout", "declined"]],
  ["with another apostrophe", "o'brien", ["checkout", "declined"]],
  ["with a modifier letter for it", "oʼbrien", ["checkout", "declined"]],
  ["with an accent for it", "o´brien", ["checkout", "declined"]],
  ["with a backtick for it", "o`brien", ["checkout", "declined"]],
  ["with another hyphen", "brien‑muller", ["checkout", "declined"]],
  ["without it", "obrien muller", ["checkout", "declined"]],
  ["a customer's number elsewhere", "crm 5512", ["checkout", "declined"]],
  ["a policyholder's name", "jurgen dsouza", ["policy"]],
  ["decomposed", "Ju\u0308rgen D’Souza", ["policy"]],
  ["a policyholder's e-mail", "jd@holders.example", ["policy"]],
  ["a telephone number, nationally", "020 7946 0958", ["policy"]],
  ["internationally", "+44 20 7946 0958", ["policy"]],
  ["with zeros for the plus", "0044 20 7946 0958", ["policy"]],
  ["without spaces", "+442079460958", ["policy"]],
  ["with both", "+44 (0)20 7946-0958", ["policy"]],
  ["its end", "79460958", ["policy"]],
  ["a policy's number", "pol-88-1", ["policy"]],
  ["a referred customer's e-mail", "$email", ["referral"]],
  ["a referred customer's uid", "$uid", ["referral"]],
  ["a partner's name", "rosa partner", ["referral"]],
  ["a partner's e-mail", "rosa@example.com", ["referral"]],
  ["a connected account's name", "große treasury", ["connected"]],
  ["a connected account's e-mail", "cash@treasury.example", ["connected"]],
  ["a connected account's id", "$account", ["connected"]],
  ["a connected payment's id", "$wire", ["connected"]],
  ["a connected reference", "PSP/Ref-Äß9", ["connected"]],
  ["the provider's reference", "$reference", ["checkout"]],
  ["an attempt", "$attempt", ["checkout"]],
  ["a request", "$request", ["checkout"]],
  ["a link's token", "$token", ["checkout"]],
  ["a link's address", "https://pay.example.com/pay/$token", ["checkout"]],
  ["a saved card", "$saved", ["checkout"]],
  ["a policyholder", "$holder", ["policy"]],
  ["a policy", "$policy", ["policy"]],
  ["a bank account's id", "$method", ["policy"]],
  ["a referral", "$referral", ["referral"]],
  ["a partner", "$partner", ["referral"]],
  ["an amount", "68.00", ["checkout"]],
  ["with a comma", "68,00", ["checkout"]],
  ["with its sign", "£68", ["checkout"]],
  ["with its sign and pence", "£68.00", ["checkout"]],
  ["with its sign and a comma", "68,00 £", ["checkout"]],
  ["with its code", "68 GBP", ["checkout"]],
  ["in another currency", "€68", []],
  ["with groups", "EUR 1.234,56", ["declined"]],
  ["with spaces", "1 234,56 €", ["declined"]],
  ["in English", "1,234.56", ["declined"]],
  ["of a premium", "250.75", ["policy"]],
  ["who, which card and how much", "smith 4242 68.00", ["checkout"]],
  ["another card", "smith 9995 68.00", []],
  ["another amount", "smith 4242 68.01", []],
  ["who and a reference", "chairs 71001 zoe", ["checkout"]],
  ["two who are not one", "zoe jurgen", []],
  ["two letters of a name", "zo 71001", ["checkout"]],
  ["nothing but a dash", "- – -", []],
];

describe.each(SEARCHES)("a search for %s", (_, q, finds) => {
  const typed = () => q.replace(/\$(\w+)/g, (__, name: string) => known[name] ?? "unknown");
  const expected = () => finds.map((name) => idOf[name]).sort();

  it(`finds what has ${q}`, async () => {
    expect(await found(typed())).toEqual(expected());
  });

  it("finds nothing for the key of another merchant", async () => {
    const { id: merchantId } = await aMerchant();
    const actor = { type: "apiKey", id: newId(), label: "k", scopes: ["payments:read"], merchantId } as const;
    expect(await found(typed(), { ...operator, actor })).toEqual([]);
  });
});

describe("an id", () => {
  const PREFIXES: Record<string, IdPrefix[]> = {
    payment: ["pay"],
    customer: ["cus"],
    saved: ["pm"],
    attempt: ["att"],
    referral: ["ref"],
    partner: ["ptr"],
    // Known by their UUID alone.
    ...{ request: [], holder: [], policy: [], method: [] },
  };

  it.each(Object.entries(PREFIXES))("of a %s is found in every spelling", async (name, prefixes) => {
    const id = name === "payment" ? idOf.checkout : (readAnyId(known[name] ?? "") ?? "");
    const finds = await found(id);
    expect(finds).not.toEqual([]);
    const spelled = prefixes.map((prefix) => spellId(prefix, id));
    for (const spelling of [
      id.toUpperCase(),
      dashless(id),
      ...spelled,
      ...spelled.map((each) => each.toUpperCase()),
    ])
      expect([spelling, await found(spelling)]).toEqual([spelling, finds]);
  });
});

describe("a name that has changed", () => {
  it("is found as it is now", async () => {
    await pool().query("UPDATE customer SET name = 'Renamed Person' WHERE id = $1", [known.customer]);
    expect(await found("renamed 71001")).toEqual([idOf.checkout]);
  });
});

describe("the database", () => {
  it.each([
    "O’Brien",
    "Łódź Straße",
    "İstanbul",
    "Ærø þing",
    "ΟΔΟΣ",
    "plain-ascii `x'",
    "Mu\u0308nchen",
    "한글 テスト",
  ])("writes %s as it is searched", async (text) => {
    const { rows } = await pool().query<{ key: string }>("SELECT search_key($1) AS key", [text]);
    expect(rows[0]?.key).toBe(searchKey(text));
  });
});
