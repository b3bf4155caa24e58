"use client";

import type { QueryData } from "@/app/(console)/_queries/all";
import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { ListFrame } from "@/components/referrals/list-frame";
import { EmptyState } from "@/components/ui/empty-state";
import { UsersIcon } from "@/components/ui/icons";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { PARTNERSHIP_STATES } from "@/lib/referrals/referrals/states";

export function FoundPartners(hydrated: Hydrated<"partners">) {
  const { search, more, lines } = useConsoleQuery("partners", hydrated);
  return (
    <ListFrame path="/partners" states={PARTNERSHIP_STATES} search={search} more={more}>
      {lines.length > 0 ? (
        <PartnerRows lines={lines} />
      ) : (
        <EmptyState icon={UsersIcon} title={search.state ? "No partner fits" : "No partners yet"}>
          {search.state
            ? "No partner has a partnership in this state."
            : "Add a partner, then agree on terms: their links bring referrals, and referrals that pay earn commissions."}
        </EmptyState>
      )}
    </ListFrame>
  );
}

function PartnerRows({ lines }: { lines: QueryData<"partners">["lines"] }) {
  return (
    <Table caption="Partners, newest first">
      <TableHead>
        <HeaderCell>Name</HeaderCell>
        <HeaderCell>E-mail</HeaderCell>
        <HeaderCell>Referral code</HeaderCell>
        <HeaderCell className="sm:text-right">Added</HeaderCell>
      </TableHead>
      <TableBody>
        {lines.map(({ id, name, email, slug, createdAt }) => (
          <TableRow key={id} data-row className="relative">
            <Cell className="max-w-64 max-sm:max-w-none">
              <RowLink href={`/partners/${id}`}>{name}</RowLink>
            </Cell>
            <Cell label="E-mail" className="max-w-64 max-sm:max-w-none truncate">
              {email}
            </Cell>
            <Cell label="Referral code" className="font-mono text-xs">
              {slug}
            </Cell>
            <Cell label="Added" className="text-muted-foreground text-xs sm:text-right">
              <Time at={createdAt} show="day" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
