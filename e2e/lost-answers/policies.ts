import { expect, type Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newId } from "@/lib/ids";
import { requestMandate } from "@/lib/policies/mandates/request-mandate";
import { aCollectedPremium, aPolicy, recordFailure, routePremiums } from "../policies";
import type { LostForms } from "./forms";
import { aStripeConnection } from "./providers";

export const policyForms: LostForms = {
  "policies/actions#createPolicyAction": async ({ page, merchant }) => {
    const { holderId } = await aPolicy(merchant.id);
    await page.goto(`/policies/new?policyholder=${holderId}`);
    await page.getByLabel("Package").fill("Family");
    await page.getByLabel("Premium a month").fill("18.00");
    return { button: page.getByRole("button", { name: "Make the policy" }) };
  },
  "policies/actions#createPolicyholderAction": async ({ page, merchant }) => {
    await page.goto("/policies/holders/new");
    await page.getByLabel("Merchant").selectOption(merchant.id);
    await page.getByLabel("First name").fill("Thandi");
    await page.getByLabel("Last name").fill("Nkosi");
    await page.getByLabel("Id number").fill("8001015009087");
    return { button: page.getByRole("button", { name: "Add the policyholder" }) };
  },
  "policies/actions#addMethodAction": async ({ page, merchant }) => {
    const { holderId } = await aPolicy(merchant.id);
    await page.goto(`/policies/holders/${holderId}`);
    await page.getByRole("button", { name: "Add a payment method" }).click();
    await page.getByLabel("Kind").selectOption("eft");
    return { button: page.getByRole("button", { name: "Add the method" }) };
  },
  "policies/actions#verifyMethodAction": async ({ page, merchant }) => {
    const { holderId } = await aPolicy(merchant.id, undefined, { verified: false });
    await page.goto(`/policies/holders/${holderId}`);
    return {
      button: page.getByRole("button", { name: "Mark as verified" }),
      // The page follows: what is verified offers no button.
      shown: page.getByText("Verified", { exact: true }),
    };
  },
  "policies/actions#blockMethodAction": async ({ page, merchant }) => {
    const { holderId } = await aPolicy(merchant.id);
    await page.goto(`/policies/holders/${holderId}`);
    await page.getByRole("button", { name: "Block…" }).click();
    await page.getByLabel("Reason").fill("Reported stolen");
    return { button: page.getByRole("button", { name: "Block the method" }) };
  },
  "policies/actions#requestMandateAction": async ({ page, merchant }) => {
    const { id } = await aPolicy(merchant.id, undefined, { card: true });
    await routePremiums(merchant.id, await aStripeConnection(merchant.id));
    await page.goto(`/policies/${id}`);
    return { button: page.getByRole("button", { name: "Make a link for the payer" }) };
  },
  "policies/actions#endMandateAction": async ({ page, merchant }) => {
    const { id } = await aPolicy(merchant.id, undefined, { card: true });
    await routePremiums(merchant.id, await aStripeConnection(merchant.id));
    await requestMandate({ ctx: contextOf("operator"), input: { policyId: id } });
    await page.goto(`/policies/${id}`);
    await page.getByRole("button", { name: "Take the link back…" }).click();
    return { button: page.getByRole("button", { name: "Take it back" }) };
  },
  "payments/[id]/actions#reverse": async ({ page, merchant }) => {
    await page.goto(`/payments/${await aCollectedPremium(await aPolicy(merchant.id))}?do=reverse`);
    return { button: page.getByRole("button", { name: "Reverse £18.00" }) };
  },
  "policies/actions#assignMethodAction": async ({ page, merchant }) => {
    const { id, methodId } = await aPolicy(merchant.id);
    await page.goto(`/policies/${id}`);
    // What is chosen before the page's script has arrived is chosen again.
    await page.waitForLoadState("networkidle").catch(() => {});
    await page.getByLabel("Paid with").selectOption(methodId);
    return { button: page.getByRole("button", { name: "Choose" }) };
  },
  "policies/actions#setPolicyStatusAction": async ({ page, merchant }) => {
    const { id } = await aPolicy(merchant.id);
    await page.goto(`/policies/${id}`);
    const save = page.getByRole("button", { name: "Save", exact: true });
    // What is chosen before the page's script has arrived is chosen again.
    await expect(async () => {
      await page.getByLabel("Status").selectOption("active");
      await page.getByLabel("Status").selectOption("lapsed");
      await expect(save).toBeEnabled({ timeout: 1_000 });
    }).toPass();
    await save.click();
    return { button: page.getByRole("alertdialog").getByRole("button", { name: "Mark as lapsed" }) };
  },
  "policies/actions#saveModuleAction": async ({ page, merchant }) => {
    await page.goto("/policies/product-modules/new");
    await page.getByLabel("Name").fill("Funeral");
    await page.getByLabel("Key").fill(`funeral-${newId()}`);
    await page.getByLabel("Merchant").selectOption(merchant.id);
    return { button: page.getByRole("button", { name: "Make the product module" }) };
  },
  "policies/actions#recordPolicyPaymentAction": async ({ page, merchant }) => {
    const { id } = await aPolicy(merchant.id);
    await page.goto(`/policies/${id}/record`);
    await page.getByLabel("Description").fill("The first premium");
    return { button: page.getByRole("button", { name: "Record payment of £18.00" }) };
  },
  "retries/actions#retryNowAction": async ({ page, merchant }) => {
    const { policyNumber } = await failedPremium(page, merchant.id, "block_retry");
    // Somebody else has the list open, as it stands before the first press.
    const other = await page.context().newPage();
    for (const each of [page, other]) {
      await each.goto("/retries?state=stuck");
      await rowOf(each, policyNumber).getByRole("button", { name: "Retry now" }).click();
    }
    const collect = (on: Page) => on.getByRole("dialog").getByRole("button", { name: "Collect £18.00" });
    return { button: collect(page), again: () => collect(other).click() };
  },
  "retries/actions#stopRetryingAction": async ({ page, merchant }) => {
    const { policyNumber } = await failedPremium(page, merchant.id, "allow_retry");
    await page.goto("/retries?state=waiting");
    await rowOf(page, policyNumber).getByRole("button", { name: "Stop retrying" }).click();
    return { button: page.getByRole("alertdialog").getByRole("button", { name: "Stop retrying" }) };
  },
};

// The account is refused again, so that there would be something to try a second time.
async function failedPremium(page: Page, merchantId: string, follows: string) {
  const policy = await aPolicy(merchantId, "62000000000001");
  await recordFailure(page, policy.id, follows);
  return policy;
}

const rowOf = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
