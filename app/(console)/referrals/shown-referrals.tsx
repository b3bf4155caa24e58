"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { ListFrame } from "@/components/referrals/list-frame";
import { StateBadge } from "@/components/referrals/state-badge";
import { EmptyState } from "@/components/ui/empty-state";
import { ShareIcon } from "@/components/ui/icons";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import type { ListedReferral } from "@/lib/referrals/referrals/list-referrals";
import { REFERRAL_STATES } from "@/lib/referrals/referrals/states";

export function ShownReferrals({ params, shown }: Hydrated<"referrals">) {
  const { search, rows, more } = useConsoleQuery("referrals", { params, shown });
  return (
    <ListFrame path="/referrals" states={REFERRAL_STATES} search={search} more={more}>
      {rows.length > 0 ? (
        <ReferralRows referrals={rows} />
      ) : (
        <EmptyState icon={ShareIcon} title={search.state ? "No referral fits" : "No referrals yet"}>
          {search.state
            ? "No referral is in this state."
            : "A referral begins with a conversion: your back end reports it with the partner’s code. Add a partner first."}
        </EmptyState>
      )}
    </ListFrame>
  );
}

function ReferralRows({ referrals }: { referrals: readonly ListedReferral[] }) {
  return (
    <Table caption="Referrals, newest first">
      <TableHead>
        <HeaderCell>Customer</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>Partner</HeaderCell>
        <HeaderCell>Customer’s id</HeaderCell>
        <HeaderCell className="sm:text-right">Since</HeaderCell>
      </TableHead>
      <TableBody>
        {referrals.map(({ id, email, uid, state, stateSetAt, partnerName }) => (
          <TableRow key={id} data-row className="relative">
            <Cell className="max-w-64 max-sm:max-w-none">
              <RowLink href={`/referrals/${spellId("ref", id)}`}>{email ?? uid}</RowLink>
            </Cell>
            <Cell label="State">
              <StateBadge state={state} />
            </Cell>
            <Cell label="Partner" className="max-w-48 max-sm:max-w-none truncate">
              {partnerName}
            </Cell>
            <Cell
              label="Customer’s id"
              className="max-w-48 max-sm:max-w-none font-mono text-xs max-sm:wrap-anywhere sm:truncate"
            >
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
