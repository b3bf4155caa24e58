import { type APIRequestContext, expect } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { encodeConnectorId } from "@/lib/connected/ids";
import { aPayment } from "@/lib/connected/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId, spellId } from "@/lib/ids";
import { newLink } from "../checkout";
import { createButton, openForm, paymentsOf } from "../checkout-links";
import { paidPayment } from "../console";
import type { LostForms, World } from "./forms";

export const moneyForms: LostForms = {
  "checkout-links/actions#createLinkAction": async ({ page, merchant }) => {
    await openForm(page, merchant);
    await page.getByLabel("Amount", { exact: true }).fill("18");
    // What is fetched after the rest, and stands under what is folded.
    await page.locator("[name=successRedirectUrl]").waitFor({ state: "attached" });
    return { button: createButton(page), count: () => paymentsOf(merchant) };
  },
  "customers/actions#createCustomerAction": async ({ page, merchant }) => {
    await page.goto("/customers/new");
    await page.getByLabel("Merchant", { exact: true }).selectOption(merchant.id);
    await page.getByLabel("Name", { exact: true }).fill("Ines Ferreira");
    await page.getByLabel("E-mail", { exact: true }).fill("ines@example.com");
    return { button: page.getByRole("button", { name: "Add the customer" }) };
  },
  "payments/[id]/actions#cancel": async ({ page, request, apiKey }) => {
    const { id } = await newLink(request, apiKey);
    await page.goto(`/payments/${id}`);
    await page.getByRole("button", { name: "Cancel payment" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("Reason").fill("Asked for twice");
    return { button: dialog.getByRole("button", { name: "Cancel payment" }) };
  },
  "payments/[id]/actions#refund": async ({ page, request, apiKey }) => {
    const { id } = await paidPayment(page, request, apiKey);
    await page.goto(`/payments/${id}`);
    await page.getByRole("button", { name: "Refund" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Amount in GBP").fill("12.50");
    await dialog.getByLabel("Reason").fill("One of two came back");
    return { button: dialog.getByRole("button", { name: "Refund £12.50" }) };
  },
  "payments/[id]/actions#sendEvidence": async ({ page, request, apiKey }) => {
    const { id } = await paidPayment(page, request, apiKey, {}, "4000000000000259");
    await page.goto(`/payments/${id}`);
    await page.getByRole("button", { name: "Send evidence" }).click({ timeout: 60_000 });
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why the payment was right").fill("She bought two mugs and has them.");
    await dialog.getByLabel("I know that evidence can be sent only once").check();
    return { button: dialog.getByRole("button", { name: "Send it for good" }) };
  },
  "payments/[id]/adjust-actions#addAdjustment": async (world) => {
    const { page } = world;
    await page.goto(`/payments/${await mirroredPayment(world)}`);
    await page.getByRole("button", { name: "Add an adjustment" }).click();
    await page.getByLabel("Reason").fill("Agreed on the phone");
    return { button: page.getByRole("button", { name: "Add it to the history" }) };
  },
  "payments/[id]/adjust-actions#saveMetadata": async (world) => {
    const { page } = world;
    await page.goto(`/payments/${await mirroredPayment(world)}`);
    await page.getByRole("button", { name: "Edit metadata" }).click();
    await page.getByLabel("New key").fill("ticket");
    await page.getByLabel("Value").fill("T-1042");
    return { button: page.getByRole("button", { name: "Save metadata" }) };
  },
  "connectors/actions#addConnectorAction": async ({ page }) => {
    await page.goto("/connectors");
    await page.getByRole("button", { name: "Add a connector" }).click();
    await page.getByLabel("Name").fill(`Bank ${newId().slice(-6)}`);
    return { button: page.getByRole("button", { name: "Add the connector" }) };
  },
  "connectors/actions#setConnectorEnabledAction": async ({ page }) => {
    const name = `Bank ${newId().slice(-6)}`;
    await addConnector({ ctx: contextOf("owner"), input: { provider: "generic", name } });
    await page.goto("/connectors");
    return { button: page.getByRole("button", { name: `Pause ${name}` }) };
  },
};

/** A payment that a provider reported, which may still become something else. */
async function mirroredPayment({ request, apiKey }: World): Promise<string> {
  const input = { provider: "generic" as const, name: `Bank ${newId()}` };
  const connector = encodeConnectorId(await addConnector({ ctx: contextOf("owner"), input }));
  const body = aPayment(connector);
  await recorded(request, apiKey, body);
  const [row] = await runUnprepared<{ id: string }>("SELECT id FROM payment WHERE reference = $1", [
    body.reference,
  ]);
  return spellId("pay", row?.id ?? "");
}

async function recorded(request: APIRequestContext, apiKey: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await request.post("/api/payments/payments", { headers, data: body });
  expect(answer.ok(), await answer.text()).toBe(true);
}
