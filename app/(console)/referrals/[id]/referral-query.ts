import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { spellId } from "@/lib/ids";
import { listCommissions } from "@/lib/referrals/commissions/list-commissions";
import { getReferral } from "@/lib/referrals/referrals/get-referral";
import { referralMayBecome, whyNotPayable } from "@/lib/referrals/referrals/states";
import { may } from "@/lib/verb/permissions";

const COMMISSIONS_SHOWN = 50;

/** A referral's page, by its `id`. */
export const referralQuery = {
  permission: "referrals:read",
  read: async ({ ctx, params }) => {
    const { referral, ...detail } = await getReferral({ ctx, input: { id: params.get("id") ?? "" } });
    const { id, merchantId, state, partnershipState, email, uid, terms } = referral;
    const commissions = await listCommissions({
      ctx,
      input: { referralId: id, page: 1, per_page: COMMISSIONS_SHOWN },
    });
    const manage = may(ctx.actor, "referrals:manage");
    const payable = whyNotPayable(state, partnershipState).length === 0;
    return {
      ...detail,
      ...{ merchantId, state, partnershipState, email, uid, terms, id },
      name: email ?? uid ?? "Referral",
      reference: spellId("ref", id),
      partner: { id: spellId("ptr", referral.partnerId), name: referral.partnerName },
      commissions: commissions.rows,
      mayChurn: manage && referralMayBecome(state, "churned"),
      mayReject: manage && referralMayBecome(state, "rejected"),
      mayRecord: payable && may(ctx.actor, "payments:create"),
    };
  },
} satisfies ConsoleQuery<unknown>;
