"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { providerName } from "@/app/(console)/connectors/provider-name";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { BuildingIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { Pagination } from "@/components/ui/pagination";
import { ShortId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AccountLine } from "./accounts-query";

export function FoundAccounts(hydrated: Hydrated<"accounts">) {
  const { lines, newerHref, olderHref } = useConsoleQuery("accounts", hydrated);
  return (
    <Card>
      {lines.length === 0 ? (
        <EmptyState icon={BuildingIcon} title="No accounts yet">
          An account appears here when a program records it with POST /api/payments/accounts.
        </EmptyState>
      ) : (
        <>
          <AccountTable accounts={lines} />
          {(newerHref || olderHref) && <Pagination newerHref={newerHref} olderHref={olderHref} />}
        </>
      )}
    </Card>
  );
}

function AccountTable({ accounts }: { accounts: readonly AccountLine[] }) {
  return (
    <Table caption="Accounts, newest first">
      <TableHead>
        <HeaderCell>Name</HeaderCell>
        <HeaderCell>Reference</HeaderCell>
        <HeaderCell>Provider</HeaderCell>
        <HeaderCell>Type</HeaderCell>
        <HeaderCell>Asset</HeaderCell>
        <HeaderCell>Account id</HeaderCell>
        <HeaderCell>Created</HeaderCell>
      </TableHead>
      <TableBody>
        {accounts.map((account) => (
          <TableRow key={account.uuid}>
            <Cell>
              <IntentLink
                href={account.paymentsHref}
                className="font-medium hover:text-primary"
                title="Its payments"
              >
                {account.name}
              </IntentLink>
            </Cell>
            <Cell label="Reference" className="font-mono text-xs">
              {account.reference}
            </Cell>
            <Cell label="Provider">{providerName(account.provider)}</Cell>
            <Cell label="Type" className="capitalize">
              {account.type.toLowerCase()}
            </Cell>
            <Cell label="Asset">{account.defaultAsset ?? "–"}</Cell>
            <Cell label="Account id">
              <ShortId id={account.id} name="account id" />
            </Cell>
            <Cell label="Created">
              <Time at={account.createdAt} show="day" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
