import { expect, type Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newId } from "@/lib/ids";
import { createPolicy } from "@/lib/policies/create-policy";
import { createPolicyholder } from "@/lib/policies/holders/policyholder";
import { createPaymentMethod } from "@/lib/policies/methods/manage-payment-methods";
import { verifyManually } from "@/lib/policies/methods/verify-payment-method";
import { createProductModule } from "@/lib/policies/modules/product-module";
import { readBody } from "@/lib/policies/read-body";
import {
  createMethodBody,
  createPolicyBody,
  createPolicyholderBody,
  createProductModuleBody,
} from "@/lib/policies/wire";

/** A policy of a merchant, with a verified debit order that the sandbox pays unless its number says otherwise, retried every five days. */
export async function aPolicy(
  merchantId: string,
  accountNumber = "62001234567890",
  { verified = true, currency = "GBP" } = {},
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
  const method = readBody(createMethodBody, { type: "debit_order", bank_details });
  const { id: methodId } = await createPaymentMethod({ ctx, input: { ...method, policyholderId: holderId } });
  if (verified) await verifyManually({ ctx, input: { id: methodId } });
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
