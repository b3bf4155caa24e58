import { type APIRequestContext, expect } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { encodeConnectorId } from "@/lib/connected/ids";
import { aPayment } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";
import { newLink } from "./checkout";
import { createButton, openForm, paymentsOf } from "./checkout-links";
import { paidPayment } from "./console";
import type { LostForms, World } from "./lost-answers";

export const moneyForms: LostForms = {
  "(console)/checkout-links": {
    createLinkAction: async ({ page, merchant }) => {
      await openForm(page, merchant);
      await page.getByLabel("Amount", { exact: true }).fill("18");
      return { button: createButton(page), count: () => paymentsOf(merchant) };
    },
  },
  "(console)/customers": {
    createCustomerAction: async ({ page, merchant }) => {
      await page.goto("/customers/new");
      await page.getByLabel("Merchant", { exact: true }).selectOption(merchant.id);
      await page.getByLabel("Name", { exact: true }).fill("Ines Ferreira");
      await page.getByLabel("E-mail").fill("ines@example.com");
      return { button: page.getByRole("button", { name: "Add the customer" }) };
    },
  },
  "(console)/payments/[id]": {
    cancel: async ({ page, request, apiKey }) => {
      const { id } = await newLink(request, apiKey);
      await page.goto(`/payments/${id}`);
      await page.getByRole("button", { name: "Cancel payment" }).click();
      const dialog = page.getByRole("alertdialog");
      await dialog.getByLabel("Reason").fill("Asked for twice");
      return { button: dialog.getByRole("button", { name: "Cancel payment" }) };
    },
    refund: async ({ page, request, apiKey }) => {
      const { id } = await paidPayment(page, request, apiKey);
      await page.goto(`/payments/${id}`);
      await page.getByRole("button", { name: "Refund" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Amount in GBP").fill("12.50");
      await dialog.getByLabel("Reason").fill("One of two came back");
      return { button: dialog.getByRole("button", { name: "Refund £12.50" }) };
    },
    addAdjustment: async (world) => {
      const { page } = world;
      await page.goto(`/payments/${await mirroredPayment(world)}`);
      await page.getByRole("button", { name: "Add an adjustment" }).click();
      await page.getByLabel("Reason").fill("Agreed on the phone");
      return { button: page.getByRole("button", { name: "Add it to the history" }) };
    },
    saveMetadata: async (world) => {
      const { page } = world;
      await page.goto(`/payments/${await mirroredPayment(world)}`);
      await page.getByRole("button", { name: "Edit metadata" }).click();
      await page.getByLabel("New key").fill("ticket");
      await page.getByLabel("Value").fill("T-1042");
      return { button: page.getByRole("button", { name: "Save metadata" }) };
    },
  },
  "(console)/connectors": {
    addConnectorAction: async ({ page }) => {
      await page.goto("/connectors");
      await page.getByRole("button", { name: "Add a connector" }).click();
      await page.getByLabel("Name").fill(`Bank ${newId().slice(-6)}`);
      return { button: page.getByRole("button", { name: "Add the connector" }) };
    },
    setConnectorEnabledAction: async ({ page }) => {
      const name = `Bank ${newId().slice(-6)}`;
      await addConnector({ ctx: contextOf("owner"), input: { provider: "generic", name } });
      await page.goto("/connectors");
      return { button: page.getByRole("button", { name: `Pause ${name}` }) };
    },
  },
};

/** A payment that a provider reported, which may still become something else. */
async function mirroredPayment({ request, apiKey }: World): Promise<string> {
  const input = { provider: "generic" as const, name: `Bank ${newId()}` };
  const connector = encodeConnectorId(await addConnector({ ctx: contextOf("owner"), input }));
  const body = aPayment(connector);
  await recorded(request, apiKey, body);
  return body.reference;
}

async function recorded(request: APIRequestContext, apiKey: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await request.post("/api/payments/payments", { headers, data: body });
  expect(answer.ok(), await answer.text()).toBe(true);
}
