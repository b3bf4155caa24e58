import type { Metadata } from "next";
import Link from "next/link";
import { providerName } from "@/app/(console)/connectors/provider-name";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { BuildingIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { ShortId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type ConnectedAccount, listAccounts } from "@/lib/connected/connectors/account";
import { encodeAccountId } from "@/lib/connected/ids";
import { firstPageRequest, readPageRequest } from "@/lib/connected/query/page-request";
import { EVERYTHING, paymentSearchParams } from "@/lib/payments/search";
import { problemOf } from "@/lib/verb/problem";

export const metadata: Metadata = { title: "Accounts" };

const LIST = "accounts/console";
const ROWS = 50;

export default async function AccountsPage({ searchParams }: PageProps<"/connectors/accounts">) {
  await requireOperator("connectors:read");
  const [ctx, { cursor }] = await Promise.all([operatorCtx(), searchParams]);
  const page = await listAccounts({ ctx, input: requestOf(cursor) });
  const href = (to: string | undefined) =>
    to ? `/connectors/accounts?${new URLSearchParams({ cursor: to })}` : null;
  return (
    <>
      <PageHeader
        up={{ href: "/connectors", label: "Connectors" }}
        title="Accounts"
        description="Between which money moves at your providers. Programs add them through the API."
      />
      <Card>
        {page.data.length === 0 ? (
          <EmptyState icon={BuildingIcon} title="No accounts yet">
            An account appears here when a program records it with POST /api/payments/accounts.
          </EmptyState>
        ) : (
          <>
            <AccountTable accounts={page.data} />
            {(page.next || page.previous) && (
              <Pagination newerHref={href(page.previous)} olderHref={href(page.next)} />
            )}
          </>
        )}
      </Card>
    </>
  );
}

// A cursor that was cut short while copying begins at the first page.
function requestOf(cursor: string | string[] | undefined) {
  try {
    if (typeof cursor === "string") return readPageRequest(LIST, new URLSearchParams({ cursor }));
  } catch (err) {
    if (!problemOf(err)) throw err;
  }
  return firstPageRequest(LIST, ROWS);
}

function AccountTable({ accounts }: { accounts: ConnectedAccount[] }) {
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
              <Link
                href={paymentsOf(account)}
                className="font-medium hover:text-primary"
                title="Its payments"
              >
                {account.name || account.reference}
              </Link>
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
              <ShortId id={idOf(account)} name="account id" />
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

function idOf({ provider, connectorReference, reference }: ConnectedAccount): string {
  return encodeAccountId({ connector: { provider, reference: connectorReference }, reference });
}

function paymentsOf(account: ConnectedAccount): string {
  return `/payments?${paymentSearchParams({ ...EVERYTHING, account: idOf(account) })}`;
}
