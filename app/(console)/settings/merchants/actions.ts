"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { currentReader } from "@/components/ui/current-reader";
import { spellId } from "@/lib/ids";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { revealRedirectSecret } from "@/lib/merchants/reveal-redirect-secret";
import { rotateRedirectSecret } from "@/lib/merchants/rotate-redirect-secret";
import {
  changedMerchantForm,
  merchantForm,
  NameMerchant,
  RotateRedirectSecret,
} from "@/lib/merchants/schemas";
import { standingOfMerchant, updateMerchant } from "@/lib/merchants/update-merchant";

/** Gives the path of the merchant's page. */
export async function createMerchantAction(
  form: z.input<ReturnType<typeof merchantForm>>,
): Promise<ActionResult<string>> {
  const { locale } = await currentReader();
  return runAction(merchantForm(locale), form, async (call) => {
    const { id } = await createMerchant(call);
    return `/settings/merchants/${spellId("mer", id)}`;
  });
}

export async function updateMerchantAction(
  form: z.input<ReturnType<typeof changedMerchantForm>>,
): Promise<ActionResult<{ name: string; seen: string }>> {
  const { locale } = await currentReader();
  return runAction(changedMerchantForm(locale), form, async (call) => {
    const merchant = await updateMerchant(call);
    return { name: merchant.name, seen: standingOfMerchant(merchant) };
  });
}

export async function revealSecretAction(
  form: z.input<typeof NameMerchant>,
): Promise<ActionResult<{ secret: string }>> {
  return runAction(NameMerchant, form, revealRedirectSecret);
}

export async function rotateRedirectSecretAction(
  form: z.input<typeof RotateRedirectSecret>,
): Promise<ActionResult<{ secret: string }>> {
  return runAction(RotateRedirectSecret, form, rotateRedirectSecret);
}
