import type { Metadata } from "next";
import Link from "next/link";
import { operatorCtx, requireOperator } from "@/app/operator";
import { PoliciesTabs } from "@/components/policies/policies-tabs";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PlusIcon, UsersIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { listPolicyholders } from "@/lib/policies/holders/policyholder";
import { PAGE_SIZE_DEFAULT } from "@/lib/policies/wire-queries";
import { may } from "@/lib/verb/permissions";

export const metadata: Metadata = { title: "Policyholders" };

export default async function PolicyholdersPage({ searchParams }: PageProps<"/policies/holders">) {
  const operator = await requireOperator("policies:read");
  const [ctx, given] = await Promise.all([operatorCtx(), searchParams]);
  const page = Math.max(1, Number.parseInt(String(given.page ?? "1"), 10) || 1);
  const { policyholders, total } = await listPolicyholders({
    ctx,
    input: { limit: PAGE_SIZE_DEFAULT, offset: (page - 1) * PAGE_SIZE_DEFAULT },
  });
  const create = may(operator, "policies:manage") && (
    <ButtonLink href="/policies/holders/new" variant="primary">
      <PlusIcon /> New policyholder
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Policies" actions={create} />
      <PoliciesTabs current="/policies/holders" />
      <Card>
        {policyholders.length === 0 ? (
          <EmptyState icon={UsersIcon} title="No policyholders yet" actions={create}>
            A policyholder is who is insured and whose bank account or card pays.
          </EmptyState>
        ) : (
          <Table caption="Policyholders, newest first">
            <TableHead>
              <HeaderCell>Name</HeaderCell>
              <HeaderCell>E-mail</HeaderCell>
              <HeaderCell>Added</HeaderCell>
            </TableHead>
            <TableBody>
              {policyholders.map((holder) => (
                <TableRow key={holder.id} className="relative">
                  <Cell>
                    <Link
                      href={`/policies/holders/${holder.id}`}
                      className="font-medium after:absolute after:inset-0 hover:text-primary"
                    >
                      {holder.firstName} {holder.lastName}
                    </Link>
                  </Cell>
                  <Cell label="E-mail">{holder.email ?? "–"}</Cell>
                  <Cell label="Added">
                    <Time at={holder.createdAt} show="day" />
                  </Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
        {total > PAGE_SIZE_DEFAULT && (
          <Pagination
            newerHref={page > 1 ? `/policies/holders?page=${page - 1}` : null}
            olderHref={page * PAGE_SIZE_DEFAULT < total ? `/policies/holders?page=${page + 1}` : null}
          />
        )}
      </Card>
    </>
  );
}
