import { readBankAccount } from "@/app/(console)/_bank-accounts/read-bank-account";
import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { spellId } from "@/lib/ids";
import { listCommissions } from "@/lib/referrals/commissions/list-commissions";
import { getPartner, type PartnerDetail } from "@/lib/referrals/partners/get-partner";
import { nextPartnershipStates } from "@/lib/referrals/referrals/states";
import { may } from "@/lib/verb/permissions";

/** The newest commissions; the list of commissions has the rest. */
const COMMISSIONS_SHOWN = 10;

/** A partner's page, by their `id`. */
export const partnerQuery = {
  permission: "referrals:read",
  read: async ({ ctx, params }) => {
    const detail = await getPartner({ ctx, input: { id: params.get("id") ?? "" } });
    const { id, name, email, slug } = detail.partner;
    const [commissions, bankAccount] = await Promise.all([
      listCommissions({ ctx, input: { partnerId: id, page: 1, per_page: COMMISSIONS_SHOWN } }),
      readBankAccount(ctx, { type: "partner", id }),
    ]);
    return {
      partner: { ...{ id, name, email, slug }, reference: spellId("ptr", id) },
      balances: detail.balances,
      partnerships: detail.partnerships.map(partnershipView),
      commissions,
      bankAccount,
      manage: may(ctx.actor, "referrals:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;

export type PartnershipView = ReturnType<typeof partnershipView>;

function partnershipView({ id, terms, state, stateSetAt, referrals }: PartnerDetail["partnerships"][number]) {
  return { id, terms, state, stateSetAt, referrals, next: [...nextPartnershipStates(state)] };
}
