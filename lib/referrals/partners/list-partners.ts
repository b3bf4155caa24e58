import type { PartnershipState } from "@/lib/referrals/referrals/states";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type Page, type PageInput, readPage } from "../page";
import {
  PARTNER_COLUMNS,
  PARTNERSHIP_COLUMNS,
  type Partner,
  type Partnership,
  type PartnershipRow,
  partnershipFromRow,
} from "./partner";

/** Partners, newest first; a state narrows to those who have a partnership in it. */
export async function listPartners({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageInput<PartnershipState>;
}): Promise<Page<Partner>> {
  authorize(ctx, "referrals:read");
  return readPage<Partner>(ctx, input, {
    columns: PARTNER_COLUMNS,
    tables: "partner n",
    alias: "n",
    where: [
      ["EXISTS (SELECT 1 FROM partnership s WHERE s.partner_id = n.id AND s.state = ?)", input.state_eq],
    ],
  });
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
  const { rows, more } = await readPage<PartnershipRow>(ctx, input, {
    columns: PARTNERSHIP_COLUMNS,
    tables: "partnership s JOIN partner n ON n.id = s.partner_id",
    alias: "s",
    where: [
      ["s.state = ?", input.state_eq],
      ["s.partner_id = ?", input.partnerId],
    ],
  });
  return { rows: rows.map(partnershipFromRow), more };
}
