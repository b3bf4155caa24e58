import { expect, type Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { CONNECTIONS_STALE_MAX_MS } from "@/lib/connectors/connection";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { createPolicy } from "@/lib/policies/create-policy";
import { createPolicyholder } from "@/lib/policies/holders/policyholder";
import { assignPaymentMethod } from "@/lib/policies/manage-policies";
import { createPaymentMethod } from "@/lib/policies/methods/manage-payment-methods";
import { verifyManually } from "@/lib/policies/methods/verify-payment-method";
import { createProductModule } from "@/lib/policies/modules/product-module";
import { createPolicyPayment } from "@/lib/policies/payments/create-policy-payment";
import { readBody } from "@/lib/policies/read-body";
import {
  createMethodBody,
  createPolicyBody,
  createPolicyholderBody,
  createProductModuleBody,
} from "@/lib/policies/wire";

const CARD = {
  registration_id: "reg_1",
  brand: "visa",
  holder: "Thandi Nkosi",
  last_4_digits: "4242",
  expiry_month: 12,
  expiry_year: 2034,
};

/** A policy of a merchant, paid by a card, or else with a verified debit order, which pays it where it is `chosen`, that the sandbox pays unless its number says otherwise, retried every five days. */
export async function aPolicy(
  merchantId: string,
  accountNumber = "62001234567890",
  { verified = true, currency = "GBP", card = false, chosen = false } = {},
): Promise<{ id: string; policyNumber: string; holderId: string; methodId: string }> {
  const ctx = contextOf("admin");
  const billing = {
    currency,
    retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 3 },
  };
  const module = { key: `funeral-${newId()}`, name: "Funeral", settings: { billing } };
  const { id: moduleId } = await createProductModule({
    ctx,
    input: { ...readBody(createProductModuleBody, module), merchantId },
  });
  const person = {
    first_name: "Thandi",
    last_name: "Nkosi",
    id: { type: "id", number: "8001015009087", country: "ZA" },
  };
  const { id: holderId } = await createPolicyholder({
    ctx,
    input: { ...readBody(createPolicyholderBody, { type: "individual", ...person }), merchantId },
  });
  const bank_details = {
    account_holder: "Thandi Nkosi",
    bank: "First Bank",
    branch_code: "250655",
    account_number: accountNumber,
    account_type: "cheque",
  };
  const method = readBody(
    createMethodBody,
    card ? { type: "card", card_details: CARD } : { type: "debit_order", bank_details },
  );
  const { id: methodId } = await createPaymentMethod({ ctx, input: { ...method, policyholderId: holderId } });
  if (verified && !card) await verifyManually({ ctx, input: { id: methodId } });
  const { id, policyNumber } = await createPolicy({
    ctx,
    input: readBody(createPolicyBody, {
      policyholder_id: holderId,
      product_module_id: moduleId,
      package_name: "Family",
      monthly_premium: 1_800,
      billing_day: 1,
      billing_frequency: "monthly",
      start_date: "2026-01-01",
      charges: [{ type: "balance", name: "Risk premium" }],
    }),
  });
  if (card || chosen) await assignPaymentMethod({ ctx, input: { id, payment_method_id: methodId } });
  return { id, policyNumber, holderId, methodId };
}

/** Records, as a person does, that a premium failed and what follows. */
export async function recordFailure(page: Page, policyId: string, follows: string): Promise<void> {
  await page.goto(`/policies/${policyId}/record`);
  await page.getByLabel("Status").selectOption("failed");
  await page.getByLabel("Why it failed").fill("Insufficient funds");
  await page.getByLabel("What follows").selectOption(follows);
  await page.getByRole("button", { name: "Record payment of £18.00" }).click();
  await expect(page).toHaveURL(/\/payments\//);
}

const PREMIUM_ROUTE = statement(`
  INSERT INTO connection_route (id, position, merchant_id, kind, connection_id, created_at)
  VALUES (gen_random_uuid(), 0, $1, 'policy', $2, now())`);

/** Leads a merchant's premiums to a connection. */
export async function routePremiums(merchantId: string, connectionId: string): Promise<void> {
  await runPrepared(PREMIUM_ROUTE, [merchantId, connectionId]);
  // A process goes by what it read of the routes for so long.
  await new Promise((resolve) => setTimeout(resolve, CONNECTIONS_STALE_MAX_MS + 100));
}

const EARLIER = statement(
  "UPDATE policy_payment SET created_at = created_at - interval '2 minutes', due_at = least(due_at, now()) WHERE payment_id = $1",
);

/** A premium of £18.00 that was collected by debit order. */
export async function aCollectedPremium(policy: { id: string; methodId: string }): Promise<string> {
  const now = new Date().toISOString();
  const { id } = await createPolicyPayment({
    ctx: contextOf("operator"),
    input: {
      policyId: policy.id,
      idempotencyKey: newId(),
      body: {
        ...{ status: "successful", payment_method_id: policy.methodId, payment_type: "premium" },
        ...{ premium_type: "recurring", payment_date: now, finalized_at: now, amount: 1_800 },
        ...{ collection_type: "debit_order_two_day", description: `Premium ${newId()}` },
      },
    },
  });
  return id;
}

/** A premium of £18.00 that is due, and was recorded long enough ago to be collected. */
export async function aDuePremium(
  { id: policyId, methodId }: { id: string; methodId: string },
  collectionType: "card" | "debit_order_two_day",
): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  const { id } = await createPolicyPayment({
    ctx: contextOf("operator"),
    input: {
      policyId,
      idempotencyKey: newId(),
      body: {
        ...{
          status: "pending",
          payment_method_id: methodId,
          payment_type: "premium",
          premium_type: "recurring",
        },
        ...{ payment_date: today, billing_date: today, collection_type: collectionType, amount: 1_800 },
        description: "A premium",
      },
    },
  });
  await runPrepared(EARLIER, [id]);
  return id;
}
