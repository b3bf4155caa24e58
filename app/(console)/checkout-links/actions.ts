"use server";

import { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { createCheckoutLink } from "@/lib/checkout/links/create-link";
import { createPaymentBody } from "@/lib/checkout/wire";
import { spellId } from "@/lib/ids";
import { PAYMENT_LIMIT_MINOR_MAX } from "@/lib/merchants/limits";
import { atCustomerField } from "./at-customer-field";

/** `created` is false where the form had made its link before. */
export interface CreatedLink {
  id: string;
  created: boolean;
}

// The verb holds the amount against the limit of the merchant itself.
const CreateLink = createPaymentBody({ merchantRequired: true, limitMinor: PAYMENT_LIMIT_MINOR_MAX }).and(
  z.object({ idempotencyKey: z.string() }),
);

export async function createLinkAction(form: z.input<typeof CreateLink>): Promise<ActionResult<CreatedLink>> {
  return runAction(CreateLink, form, async (call) => {
    const { created, payment } = await createCheckoutLink(call).catch(atCustomerField);
    return { id: spellId("pay", payment.id), created };
  });
}
