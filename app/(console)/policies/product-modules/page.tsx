import type { Metadata } from "next";
import Link from "next/link";
import { operatorCtx, requireOperator } from "@/app/operator";
import { PoliciesTabs } from "@/components/policies/policies-tabs";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PlusIcon, UmbrellaIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { listProductModules } from "@/lib/policies/modules/product-module";
import { may } from "@/lib/verb/permissions";

export const metadata: Metadata = { title: "Product modules" };

export default async function ProductModulesPage() {
  const operator = await requireOperator("policies:read");
  const modules = await listProductModules({ ctx: await operatorCtx() });
  const create = may(operator, "product-modules:manage") && (
    <ButtonLink href="/policies/product-modules/new" variant="primary">
      <PlusIcon /> New product module
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Policies" actions={create} />
      <PoliciesTabs current="/policies/product-modules" />
      <Card>
        {modules.length === 0 ? (
          <EmptyState icon={UmbrellaIcon} title="No product modules yet" actions={create}>
            A product module holds the rules its premiums are collected and retried by.
          </EmptyState>
        ) : (
          <Table caption="Product modules, newest first">
            <TableHead>
              <HeaderCell>Name</HeaderCell>
              <HeaderCell>Key</HeaderCell>
              <HeaderCell>Retries</HeaderCell>
              <HeaderCell numeric>Failures until blocked</HeaderCell>
            </TableHead>
            <TableBody>
              {modules.map(({ id, name, key, billing }) => (
                <TableRow key={id} className="relative">
                  <Cell>
                    <Link
                      href={`/policies/product-modules/${id}`}
                      className="font-medium after:absolute after:inset-0 hover:text-primary"
                    >
                      {name}
                    </Link>
                  </Cell>
                  <Cell label="Key">
                    <code className="text-xs">{key}</code>
                  </Cell>
                  <Cell label="Retries">
                    {billing.retryFailedPayments.enabled ? (
                      `${billing.retryFailedPayments.numberOfRetries}, every ${billing.retryFailedPayments.daysBetweenRetries} days`
                    ) : (
                      <Badge>Off</Badge>
                    )}
                  </Cell>
                  <Cell label="Failures until blocked" numeric>
                    {billing.consecutiveFailedPaymentsAllowed}
                  </Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </>
  );
}
