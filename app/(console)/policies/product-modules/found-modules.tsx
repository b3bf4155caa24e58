"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { UmbrellaIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { NewModule } from "./new-module";

export function FoundModules(hydrated: Hydrated<"product-modules">) {
  const { lines, mayCreate } = useConsoleQuery("product-modules", hydrated);
  return (
    <Card>
      {lines.length === 0 ? (
        <EmptyState icon={UmbrellaIcon} title="No product modules yet" actions={mayCreate && <NewModule />}>
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
            {lines.map(({ id, name, key, retries, failuresAllowed }) => (
              <TableRow key={id} className="relative">
                <Cell>
                  <IntentLink
                    href={`/policies/product-modules/${id}`}
                    className="font-medium after:absolute after:inset-0 hover:text-primary"
                  >
                    {name}
                  </IntentLink>
                </Cell>
                <Cell label="Key">
                  <code className="text-xs">{key}</code>
                </Cell>
                <Cell label="Retries">
                  {retries.enabled ? (
                    `${retries.numberOfRetries}, every ${retries.daysBetweenRetries} days`
                  ) : (
                    <Badge>Off</Badge>
                  )}
                </Cell>
                <Cell label="Failures until blocked" numeric>
                  {failuresAllowed}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
