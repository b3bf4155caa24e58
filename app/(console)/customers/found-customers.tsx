"use client";

import type { QueryData } from "@/app/(console)/_queries/all";
import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchIcon, UsersIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";
import { RowLink } from "@/components/ui/row-link";
import { ShortId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

type CustomerLine = QueryData<"customers">["lines"][number];

/** The page of customers a search is on. A name leads to all that is known of the person. */
export function FoundCustomers(hydrated: Hydrated<"customers">) {
  const { lines, newerHref, olderHref, filtered, mayCreate } = useConsoleQuery("customers", hydrated);
  if (lines.length === 0) return filtered ? <NoneFits /> : <NobodyYet mayCreate={mayCreate} />;
  return (
    <>
      <Table caption="Customers, newest first">
        <TableHead>
          <HeaderCell>Name</HeaderCell>
          <HeaderCell>E-mail</HeaderCell>
          <HeaderCell>Merchant</HeaderCell>
          <HeaderCell>Id</HeaderCell>
          <HeaderCell className="sm:text-right">Created</HeaderCell>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <CustomerRow key={line.id} line={line} />
          ))}
        </TableBody>
      </Table>
      <Pagination newerHref={newerHref} olderHref={olderHref} />
    </>
  );
}

function CustomerRow({ line: { id, href, name, email, merchantName, createdAt } }: { line: CustomerLine }) {
  return (
    <TableRow data-row className="relative">
      <Cell className="max-w-72 max-sm:max-w-none">
        <RowLink href={href}>{name}</RowLink>
      </Cell>
      <Cell label="E-mail" className="max-w-64 max-sm:max-w-none">
        <span className="block truncate">{email}</span>
      </Cell>
      <Cell label="Merchant" className="max-w-56 text-muted-foreground max-sm:max-w-none">
        {merchantName}
      </Cell>
      <Cell label="Id">
        <ShortId id={id} name="customer id" className="above-row" />
      </Cell>
      <Cell label="Created" className="text-muted-foreground sm:text-right">
        <Time at={createdAt} show="day" />
      </Cell>
    </TableRow>
  );
}

function NoneFits() {
  return (
    <EmptyState
      icon={SearchIcon}
      title="No customer fits"
      actions={<ButtonLink href="/customers">Show all customers</ButtonLink>}
    >
      Look for a part of the name or the e-mail address, or for the whole id.
    </EmptyState>
  );
}

function NobodyYet({ mayCreate }: { mayCreate: boolean }) {
  return (
    <EmptyState
      icon={UsersIcon}
      title="Customers who come back"
      actions={
        mayCreate && (
          <ButtonLink href="/customers/new" variant="primary">
            Add a customer
          </ButtonLink>
        )
      }
    >
      A customer on a checkout link can save a card, and their payments are found by their name and e-mail
      address.
    </EmptyState>
  );
}
