"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { inSentences } from "@/components/referrals/form-issues";
import { currentReader } from "@/components/ui/current-reader";
import { spellId } from "@/lib/ids";
import { PartnerForm, type PartnershipForm, partnershipForm } from "@/lib/referrals/forms";
import { ChangePartnership, changePartnership } from "@/lib/referrals/partners/change-partnership";
import { createPartner } from "@/lib/referrals/partners/create-partner";
import { createPartnership } from "@/lib/referrals/partners/create-partnership";
import type { PartnershipBody } from "@/lib/referrals/wire";

/** Gives the path of the partner's page. */
export async function addPartnerAction(form: z.input<typeof PartnerForm>): Promise<ActionResult<string>> {
  const result = await runAction(PartnerForm, form, async (call) => {
    const { id } = await createPartner(call);
    return `/partners/${spellId("ptr", id)}`;
  });
  return inSentences(result, { slug: "The slug" });
}

export async function addPartnershipAction(
  form: z.input<ReturnType<typeof partnershipForm>>,
): Promise<ActionResult<null>> {
  const { locale } = await currentReader();
  return runAction(partnershipForm(locale), form, async ({ ctx, input }) => {
    await createPartnership({ ctx, input: { ...bodyOf(input), state: input.state, formId: input.formId } });
    return null;
  });
}

export async function changePartnershipAction(
  form: z.input<typeof ChangePartnership>,
): Promise<ActionResult<null>> {
  return runAction(ChangePartnership, form, async (call) => {
    await changePartnership(call);
    return null;
  });
}

function bodyOf({
  partnerId,
  rate,
  recurrence,
  holdDays,
  expiryDays,
  minimum,
}: PartnershipForm): PartnershipBody {
  return {
    partner_id: partnerId,
    commission: {
      ...(rate.type === "percent"
        ? { type: "percent", basis_points: rate.percent }
        : { type: "flat", amount: rate.amountMinor, currency: rate.currency }),
      ...recurrence,
    } as PartnershipBody["commission"],
    hold_days: holdDays,
    referral_expiry_days: expiryDays,
    minimum_payout: minimum,
  };
}
