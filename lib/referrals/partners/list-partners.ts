import { query } from "@/lib/db/sql";
import { LIST_PARTNERS } from "@/lib/generated/sql/referrals/partners/list-partners";
import { LIST_PARTNERSHIPS } from "@/lib/generated/sql/referrals/partners/list-partnerships";
import type { PartnershipState } from "@/lib/referrals/referrals/states";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type Page, type PageInput, pageOf, pageParameters } from "../page";
import { type Partner, type Partnership, partnershipFromRow } from "./partner";

/** Partners, newest first; a state narrows to those who have a partnership in it. */
export async function listPartners({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageInput<PartnershipState> & {
    name_eq?: string | undefined;
    email_eq?: string | undefined;
    paypal_email_eq?: string | undefined;
  };
}): Promise<Page<Partner>> {
  authorize(ctx, "referrals:read");
  const { state_eq: state, name_eq: name, email_eq: email, paypal_email_eq: paypalEmail } = input;
  const filter = { ...pageParameters(ctx, input), state, name, email, paypalEmail };
  return pageOf(await query(LIST_PARTNERS, filter), input);
}

/** Partnerships, newest first, of one partner or of all. */
export async function listPartnerships({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageInput<PartnershipState> & { partnerId?: string };
}): Promise<Page<Partnership>> {
  authorize(ctx, "referrals:read");
  const { state_eq: state } = input;
  const read = await query(LIST_PARTNERSHIPS, { ...pageParameters(ctx, input), state });
  const { rows, more } = pageOf(read, input);
  return { rows: rows.map(partnershipFromRow), more };
}
