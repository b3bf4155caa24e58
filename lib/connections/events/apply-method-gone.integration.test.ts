import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { job } from "@/lib/checkout/hosted/testing";
import { listMethodsOf } from "@/lib/checkout/saved-payment-methods";
import { createCustomer } from "@/lib/customers/create-customer";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { mandateStanding } from "@/lib/policies/mandates/mandate-standing";
import { aDebitProvider } from "@/lib/policies/mandates/testing";
import { applyFact } from "./apply-fact";

const { connectionId, agreed } = aDebitProvider("methodsgo");
const REASON = "The card was taken away there.";

/** A customer of the insurer's merchant with one saved card for each token. */
async function withCards(merchantId: string, tokens: readonly string[]) {
  const input = { merchantId, name: "Ines Ferreira", email: `${newId()}@example.com` };
  const { id } = await createCustomer({ ctx: contextOf("operator"), input });
  for (const token of tokens)
    await pool().query(
      `INSERT INTO saved_payment_method (id, customer_id, connector, connector_reference, brand, last4, expiry_month,
         expiry_year, created_at, connection_id)
       VALUES ($1, $2, 'methodsgo', $3, 'visa', '4242', 12, 2034, now(), $4)`,
      [newId(), id, token, connectionId],
    );
  return id;
}

const tokensOf = async (customerId: string) =>
  (await listMethodsOf(customerId)).map(({ connectorReference }) => connectorReference).sort();
const gone = (names: { beginWith?: string; endWith?: string }, through = connectionId) =>
  applyFact(job(), through, { type: "method_gone", ...names, reason: REASON });

it("a card that was taken away at the provider is saved here no more, and no other is", async () => {
  const { insurer } = await agreed();
  const mine = newId();
  const tokens = [`cus_${mine}/pm_a`, `cus_${mine}/pm_ba`, `cus_${mine}x/pm_c`];
  const customer = await withCards(insurer.merchantId, tokens);
  expect(await gone({ endWith: "/pm_a" })).toEqual({ paymentId: null });
  expect(await tokensOf(customer)).toEqual(tokens.slice(1));
  expect(await gone({ endWith: "/pm_a" })).toBeNull();
  expect(await gone({ beginWith: `cus_${mine}/` })).toEqual({ paymentId: null });
  expect(await tokensOf(customer)).toEqual(tokens.slice(2));
  const { rows } = await pool().query(
    "SELECT data->>'reason' AS reason FROM audit_entry WHERE object_id = $1::text AND action = 'payment_method.removed'",
    [customer],
  );
  expect(rows).toEqual([{ reason: REASON }, { reason: REASON }]);
});

it("a card of another connection with the same name stays", async () => {
  const { insurer } = await agreed();
  const customer = await withCards(insurer.merchantId, ["cus_1/pm_same"]);
  expect(await gone({ endWith: "/pm_same" }, newId())).toBeNull();
  expect(await tokensOf(customer)).toEqual(["cus_1/pm_same"]);
});

it("an agreement whose method was taken away at the provider has ended, with the reason", async () => {
  const [one, other] = [await agreed(), await agreed()];
  expect(await gone({ endWith: one.agreement.token })).toEqual({ paymentId: null });
  const standing = (policyId: string) => mandateStanding({ ctx: contextOf("operator"), input: { policyId } });
  expect((await standing(one.insurer.policyId)).inForce).toBeNull();
  expect((await standing(other.insurer.policyId)).inForce).not.toBeNull();
  const { rows } = await pool().query(
    "SELECT state, ended_reason AS reason FROM mandate WHERE charge_token = $1",
    [one.agreement.token],
  );
  expect(rows).toEqual([{ state: "ended", reason: REASON }]);
});
