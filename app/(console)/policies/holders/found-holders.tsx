"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { UsersIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { Pagination } from "@/components/ui/pagination";
import { PastTheEnd } from "@/components/ui/past-the-end";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { NewHolder } from "./new-holder";

export function FoundHolders(hydrated: Hydrated<"policyholders">) {
  const { lines, paged, firstHref, newerHref, olderHref, mayCreate } = useConsoleQuery(
    "policyholders",
    hydrated,
  );
  return (
    <Card>
      {firstHref ? (
        <PastTheEnd firstHref={firstHref} />
      ) : lines.length === 0 ? (
        <EmptyState icon={UsersIcon} title="No policyholders yet" actions={mayCreate && <NewHolder />}>
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
            {lines.map(({ id, name, email, createdAt }) => (
              <TableRow key={id} className="relative">
                <Cell>
                  <IntentLink
                    href={`/policies/holders/${id}`}
                    className="font-medium after:absolute after:inset-0 hover:text-primary"
                  >
                    {name}
                  </IntentLink>
                </Cell>
                <Cell label="E-mail">{email ?? "–"}</Cell>
                <Cell label="Added">
                  <Time at={createdAt} show="day" />
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {paged && !firstHref && <Pagination newerHref={newerHref} olderHref={olderHref} />}
    </Card>
  );
}
