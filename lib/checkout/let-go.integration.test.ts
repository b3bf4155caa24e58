import { afterAll, beforeAll, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { forgetConnections } from "@/lib/connectors/connection";
import { forgetProviders, knowProviders } from "@/lib/connectors/testing/own-providers";
import { PageProvider } from "@/lib/connectors/testing/page-provider";
import { createCustomer } from "@/lib/customers/create-customer";
import { deleteCustomer } from "@/lib/customers/delete-customer";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Attempt } from "@/lib/payments/attempt";
import { letGoOfMethods } from "./let-go-of-methods";
import { removeSavedMethod } from "./remove-saved-method";
import { listMethodsOf, saveMethod } from "./saved-payment-methods";
import { aMerchant } from "./testing";

const operator = contextOf("operator");
const pages = new PageProvider("keepspages");
const connectionId = newId();

/** What the provider keeps, and how often it was asked to let go of one. */
const kept = new Set<string>();
let asked = 0;
const { connect } = pages.provider;
pages.provider.connect = (credentials) => ({
  ...connect(credentials),
  letGo: async ({ token }) => {
    if (pages.silent) throw new TypeError("nobody answers");
    asked += 1;
    kept.delete(token);
  },
});

beforeAll(async () => {
  knowProviders(pages.provider);
  await pool().query(
    `INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
     VALUES ($1, $2, $2, false, $2, now(), now())`,
    [connectionId, pages.provider.name],
  );
  forgetConnections();
});
afterAll(() => {
  forgetProviders(pages.provider);
  forgetConnections();
});

async function aCustomer(): Promise<string> {
  const { id: merchantId } = await aMerchant();
  const input = { merchantId, name: "Ana Ruiz", email: `${newId()}@example.com` };
  return (await createCustomer({ ctx: operator, input })).id;
}

/** Keeps a card as a payment does that was paid with it. */
async function keep(
  customerId: string,
  over: { token?: string; last4?: string; fingerprint?: string | null } = {},
) {
  const token = over.token ?? `cus_${newId()}/pm_${newId()}`;
  kept.add(token);
  const attempt = { connector: pages.provider.name, connectionId } as Attempt;
  const card = { brand: "visa", last4: "4242", expiryMonth: 9, expiryYear: 2031, fingerprint: "fp-1" };
  await transaction((tx) => saveMethod(tx, attempt, customerId, new Date(), { ...card, ...over, token }));
  return token;
}
const remove = async (customerId: string) => {
  const [card] = await listMethodsOf(customerId);
  await removeSavedMethod({ ctx: operator, input: { customerId, id: card?.id ?? "" } });
};
const anHourLater = () =>
  pool().query("UPDATE saved_payment_method SET let_go_tried_at = let_go_tried_at - interval '61 minutes'");

it("a removed card is charged by nobody here at once, and its provider lets go of it", async () => {
  const customerId = await aCustomer();
  const token = await keep(customerId);
  await remove(customerId);
  expect(await listMethodsOf(customerId)).toEqual([]);
  await letGoOfMethods();
  expect(kept.has(token)).toBe(false);
});

it("a provider that cannot be asked is asked again in an hour, and then no more", async () => {
  const customerId = await aCustomer();
  const token = await keep(customerId);
  await remove(customerId);
  pages.silent = true;
  await letGoOfMethods();
  pages.silent = false;
  await letGoOfMethods();
  expect(kept.has(token)).toBe(true);
  await anHourLater();
  await letGoOfMethods();
  expect(kept.has(token)).toBe(false);
  const before = asked;
  await anHourLater();
  await letGoOfMethods();
  expect(asked).toBe(before);
});

it("the same card kept again is shown once, and only the newer is kept at the provider", async () => {
  const customerId = await aCustomer();
  const first = await keep(customerId);
  const second = await keep(customerId);
  // Another card that happens to end the same.
  const other = await keep(customerId, { fingerprint: "fp-2" });
  expect((await listMethodsOf(customerId)).map((each) => each.connectorReference).sort()).toEqual(
    [second, other].sort(),
  );
  await letGoOfMethods();
  expect([first, second, other].map((token) => kept.has(token))).toEqual([false, true, true]);
});

it("without a name of its number a card is the same by all that is printed on it", async () => {
  const customerId = await aCustomer();
  await keep(customerId, { fingerprint: null });
  const second = await keep(customerId, { fingerprint: null });
  const other = await keep(customerId, { fingerprint: null, last4: "0341" });
  expect((await listMethodsOf(customerId)).map((each) => each.connectorReference).sort()).toEqual(
    [second, other].sort(),
  );
});

it("a card under the same token is not let go of while it is kept", async () => {
  const customerId = await aCustomer();
  const token = await keep(customerId);
  await keep(customerId, { token });
  await letGoOfMethods();
  expect(kept.has(token)).toBe(true);
  expect(await listMethodsOf(customerId)).toHaveLength(1);
});

it("what a deleted customer had kept is let go of", async () => {
  const customerId = await aCustomer();
  const token = await keep(customerId);
  await deleteCustomer({ ctx: operator, input: { id: customerId } });
  await letGoOfMethods();
  expect(kept.has(token)).toBe(false);
});
