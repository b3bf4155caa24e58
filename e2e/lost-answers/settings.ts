import { contextOf } from "@/lib/auth/testing/contexts";
import { newId, spellId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { SCOPES } from "@/lib/verb/permissions";
import type { LostForms, World } from "./forms";

export const settingsForms: LostForms = {
  "settings/keys/actions#createKeyAction": async ({ page, merchant }) => {
    await page.goto("/settings/keys");
    await page.getByRole("button", { name: "Create a key" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Till 4");
    await page.getByRole("dialog").getByLabel("For", { exact: true }).selectOption(merchant.id);
    return { button: page.getByRole("button", { name: "Create the key" }) };
  },
  "settings/keys/actions#rotateKeyAction": async (world) => {
    await openKeyMenu(world, "Rotate");
    await world.page.getByLabel("The old secret goes on").selectOption("168");
    return { button: world.page.getByRole("button", { name: "Make the new secret" }) };
  },
  "settings/keys/actions#revokeKeyAction": async (world) => {
    await openKeyMenu(world, "Revoke");
    return { button: world.page.getByRole("button", { name: "Revoke the key" }) };
  },
  "settings/merchants/actions#createMerchantAction": async ({ page }) => {
    await page.goto("/settings/merchants");
    await page.getByRole("button", { name: "Add a merchant" }).click();
    await page
      .getByRole("dialog")
      .getByLabel("Name")
      .fill(`Shop ${newId().slice(-6)}`);
    await page.getByRole("dialog").getByLabel("Limit per payment").fill("120.00");
    return { button: page.getByRole("button", { name: "Add the merchant" }) };
  },
  "settings/merchants/actions#updateMerchantAction": async ({ page, merchant }) => {
    await page.goto(`/settings/merchants/${spellId("mer", merchant.id)}`);
    await page.getByLabel("Limit per payment").fill("7500.00");
    return { button: page.getByRole("button", { name: "Save the merchant" }) };
  },
  "settings/merchants/actions#rotateRedirectSecretAction": async ({ page, merchant }) => {
    await page.goto(`/settings/merchants/${spellId("mer", merchant.id)}`);
    await page.getByRole("button", { name: "Replace…" }).click();
    return { button: page.getByRole("button", { name: "Replace the secret" }) };
  },
};

async function openKeyMenu({ page, merchant }: World, item: string): Promise<void> {
  const name = `Till ${newId().slice(-6)}`;
  const input = { id: newId(), name, scopes: [...SCOPES], merchantId: merchant.id };
  await createKey({ ctx: contextOf("owner"), input });
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}
