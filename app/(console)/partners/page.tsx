import type { Metadata } from "next";
import { paramsOf } from "@/app/(console)/_queries/load-query";
import { operatorCtx, requireOperator } from "@/app/operator";
import { ListFrame } from "@/components/referrals/list-frame";
import { parseListSearch, ROWS_PER_PAGE } from "@/components/referrals/list-search";
import { EmptyState } from "@/components/ui/empty-state";
import { UsersIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { listPartners } from "@/lib/referrals/partners/list-partners";
import type { Partner } from "@/lib/referrals/partners/partner";
import { PARTNERSHIP_STATES } from "@/lib/referrals/referrals/states";
import { may } from "@/lib/verb/permissions";
import { AddPartner } from "./add-partner";

export const metadata: Metadata = { title: "Partners" };

export default async function PartnersPage({ searchParams }: PageProps<"/partners">) {
  const operator = await requireOperator("referrals:read");
  const ctx = await operatorCtx();
  const search = parseListSearch(PARTNERSHIP_STATES, paramsOf(await searchParams));
  const input = { state_eq: search.state, page: search.page, per_page: ROWS_PER_PAGE };
  const [{ rows, more }, merchants] = await Promise.all([
    listPartners({ ctx, input }),
    offeredMerchants({ ctx }),
  ]);
  const add = may(operator, "referrals:manage") && merchants.length > 0 && (
    <AddPartner merchants={merchants.map(({ id, name }) => ({ id, name }))} />
  );
  return (
    <>
      <PageHeader
        title="Partners"
        description="Who recommends you, and is owed a commission on what their referrals pay."
        actions={add}
      />
      <ListFrame path="/partners" states={PARTNERSHIP_STATES} search={search} more={more}>
        {rows.length > 0 ? (
          <PartnerRows partners={rows} />
        ) : (
          <EmptyState icon={UsersIcon} title={search.state ? "No partner fits" : "No partners yet"}>
            {search.state
              ? "No partner has a partnership in this state."
              : "Add a partner, then agree on terms: their links bring referrals, and referrals that pay earn commissions."}
          </EmptyState>
        )}
      </ListFrame>
    </>
  );
}

function PartnerRows({ partners }: { partners: readonly Partner[] }) {
  return (
    <Table caption="Partners, newest first">
      <TableHead>
        <HeaderCell>Name</HeaderCell>
        <HeaderCell>E-mail</HeaderCell>
        <HeaderCell>Referral code</HeaderCell>
        <HeaderCell className="sm:text-right">Added</HeaderCell>
      </TableHead>
      <TableBody>
        {partners.map(({ id, name, email, slug, createdAt }) => (
          <TableRow key={id} data-row className="relative">
            <Cell className="max-w-64 max-sm:max-w-none">
              <RowLink href={`/partners/${spellId("ptr", id)}`}>{name}</RowLink>
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
