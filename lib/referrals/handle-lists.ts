import type { Call } from "@/lib/doors/door";
import { validate } from "@/lib/http/validate";
import { listReferrals } from "@/lib/referrals/referrals/list-referrals";
import { listCommissions } from "./commissions/list-commissions";
import { listPartners, listPartnerships } from "./partners/list-partners";
import { envelope, presentCommission, presentPartner, presentPartnership, presentReferral } from "./present";
import { commissionsQuery, partnershipsQuery, partnersQuery, referralsQuery } from "./wire";

export async function partners({ ctx, url }: Call): Promise<Response> {
  const { rows } = await listPartners({ ctx, input: validate(partnersQuery, queryOf(url)) });
  return envelope(rows.map(presentPartner), 200);
}

export async function partnerships({ ctx, url }: Call): Promise<Response> {
  const { rows } = await listPartnerships({ ctx, input: validate(partnershipsQuery, queryOf(url)) });
  return envelope(rows.map(presentPartnership), 200);
}

export async function referrals({ ctx, url }: Call): Promise<Response> {
  const { rows } = await listReferrals({ ctx, input: validate(referralsQuery, queryOf(url)) });
  return envelope(rows.map(presentReferral), 200);
}

export async function commissions({ ctx, url }: Call): Promise<Response> {
  const { rows } = await listCommissions({ ctx, input: validate(commissionsQuery, queryOf(url)) });
  return envelope(rows.map(presentCommission), 200);
}

function queryOf(url: URL): Record<string, string> {
  return Object.fromEntries(url.searchParams);
}
