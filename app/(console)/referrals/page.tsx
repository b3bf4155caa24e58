import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { ListFrame } from "@/components/referrals/list-frame";
import { parseListSearch, ROWS_PER_PAGE } from "@/components/referrals/list-search";
import { RowLink } from "@/components/referrals/row-link";
import { StateBadge } from "@/components/referrals/state-badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ChartIcon, PlusIcon, ShareIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { type ListedReferral, listReferrals } from "@/lib/referrals/referrals/list-referrals";
import { REFERRAL_STATES } from "@/lib/referrals/referrals/states";
import { may } from "@/lib/verb/permissions";

export const metadata: Metadata = { title: "Referrals" };

export default async function ReferralsPage({ searchParams }: PageProps<"/referrals">) {
  const operator = await requireOperator("referrals:read");
  const cursor = await liveCursor();
  const ctx = await operatorCtx();
  const search = parseListSearch(REFERRAL_STATES, await searchParams);
  const input = { state_eq: search.state, page: search.page, per_page: ROWS_PER_PAGE };
  const { rows, more } = await listReferrals({ ctx, input });
  return (
    <>
      <PageHeader
        title="Referrals"
        description="Customers a partner recommended, and whether they pay."
        beside={<LiveList of="referrals" cursor={cursor} />}
        actions={
          <>
            <ButtonLink href="/referrals/reports">
              <ChartIcon /> Reports
            </ButtonLink>
            {may(operator, "payments:create") && (
              <ButtonLink href="/referrals/record" variant="primary">
                <PlusIcon /> Record a payment
              </ButtonLink>
            )}
          </>
        }
      />
      <ListFrame path="/referrals" states={REFERRAL_STATES} search={search} more={more}>
        {rows.length > 0 ? (
          <ReferralRows referrals={rows} />
        ) : (
          <EmptyState icon={ShareIcon} title={search.state ? "No referral fits" : "No referrals yet"}>
            {search.state
              ? "No referral is in this state."
              : "A referral begins with a conversion: your back end reports it with the partner’s slug. Add a partner first."}
          </EmptyState>
        )}
      </ListFrame>
    </>
  );
}

function ReferralRows({ referrals }: { referrals: readonly ListedReferral[] }) {
  return (
    <Table caption="Referrals, newest first">
      <TableHead>
        <HeaderCell>Customer</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>Partner</HeaderCell>
        <HeaderCell>Uid</HeaderCell>
        <HeaderCell className="sm:text-right">Since</HeaderCell>
      </TableHead>
      <TableBody>
        {referrals.map(({ id, email, uid, state, stateSetAt, partnerName }) => (
          <TableRow key={id} data-row className="relative">
            <Cell className="max-w-64">
              <RowLink href={`/referrals/${spellId("ref", id)}`}>{email ?? uid}</RowLink>
            </Cell>
            <Cell label="State">
              <StateBadge state={state} />
            </Cell>
            <Cell label="Partner" className="max-w-48 truncate">
              {partnerName}
            </Cell>
            <Cell label="Uid" className="max-w-48 truncate font-mono text-xs">
              {uid}
            </Cell>
            <Cell label="Since" className="text-muted-foreground text-xs sm:text-right">
              <Time at={stateSetAt} show="day" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
