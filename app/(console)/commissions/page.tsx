import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { CommissionRows } from "@/components/referrals/commission-rows";
import { ListFrame } from "@/components/referrals/list-frame";
import { parseListSearch, ROWS_PER_PAGE } from "@/components/referrals/list-search";
import { currentReader } from "@/components/ui/current-reader";
import { EmptyState } from "@/components/ui/empty-state";
import { ScaleIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { readAnyId } from "@/lib/ids";
import { decisionRefusal } from "@/lib/referrals/commissions/decision-refusal";
import { type ListedCommission, listCommissions } from "@/lib/referrals/commissions/list-commissions";
import { COMMISSION_STATES } from "@/lib/referrals/referrals/states";
import { may } from "@/lib/verb/permissions";
import { DecideCommissions, SelectCommission } from "./decide-commissions";

export const metadata: Metadata = { title: "Commissions" };

export default async function CommissionsPage({ searchParams }: PageProps<"/commissions">) {
  const operator = await requireOperator("referrals:read");
  const cursor = await liveCursor();
  const [ctx, { locale }, given] = await Promise.all([operatorCtx(), currentReader(), searchParams]);
  const search = parseListSearch(COMMISSION_STATES, given);
  const { rows, more } = await listCommissions({
    ctx,
    input: {
      state_eq: search.state,
      partnerId: (typeof given.partner === "string" && readAnyId(given.partner)) || undefined,
      page: search.page,
      per_page: ROWS_PER_PAGE,
    },
  });
  const decide = may(operator, "commissions:decide");
  return (
    <>
      <PageHeader
        title="Commissions"
        beside={<LiveList of="commissions" cursor={cursor} />}
        description="What partners have earned. A commission is approved when its holding period ends, or by you; a paid one is locked."
      />
      <ListFrame path="/commissions" states={COMMISSION_STATES} search={search} more={more}>
        {rows.length > 0 ? (
          <DecideCommissions>
            <CommissionRows
              commissions={rows}
              locale={locale}
              {...(decide && { select: (each) => decidable(each) && <SelectCommission {...nameOf(each)} /> })}
            />
          </DecideCommissions>
        ) : (
          <EmptyState icon={ScaleIcon} title={search.state ? "No commission fits" : "No commissions yet"}>
            {search.state
              ? "No commission is in this state."
              : "A referral’s payment earns its partner a commission, by the terms of their partnership."}
          </EmptyState>
        )}
      </ListFrame>
    </>
  );
}

function decidable(commission: ListedCommission): boolean {
  return decisionRefusal(commission, "rejected") === null;
}

function nameOf({ id, partnerName, referralLabel }: ListedCommission) {
  return { id, name: `the commission of ${partnerName} for ${referralLabel}` };
}
