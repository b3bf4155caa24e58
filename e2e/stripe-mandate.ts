import type { Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import type { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { endMandate } from "@/lib/policies/mandates/end-mandate";
import { mandateStanding } from "@/lib/policies/mandates/mandate-standing";
import { requestMandate } from "@/lib/policies/mandates/request-mandate";
import { expect } from "./fixtures";
import { lookAt } from "./looks/look";

/** The page on which a payer agrees: open, where the provider fails, ended, and one that there never was. */
export async function looksAtMandatePages(page: Page, policyId: string, fake: StripeFake): Promise<void> {
  const { linkToken } = await requestMandate({ ctx: contextOf("operator"), input: { policyId } });
  const address = `/mandate/${linkToken}`;
  await page.goto(address);
  await expect(page.getByRole("heading", { name: /collect your premiums/ })).toBeVisible();
  await lookAt(page, "mandate open");
  fake.trouble = "500";
  await page.getByRole("button", { name: "Continue to Stripe" }).click();
  await expect(page.getByText(/^You have agreed to nothing\./)).toBeVisible();
  fake.trouble = null;
  const standing = { ctx: contextOf("operator"), input: { policyId } };
  const { waiting } = await mandateStanding(standing);
  await endMandate({ ctx: contextOf("operator"), input: { id: waiting?.id ?? "" } });
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "This link can no longer be used" })).toBeVisible();
  await lookAt(page, "mandate ended");
  expect((await page.goto("/mandate/nothing"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "This link opens nothing" })).toBeVisible();
}
