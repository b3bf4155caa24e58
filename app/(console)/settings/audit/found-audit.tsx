"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { BookIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";
import { AuditTable } from "./audit-table";

/** The page of the audit log that an address asks for. */
export function FoundAudit(hydrated: Hydrated<"audit">) {
  const { lines, filters, paged, newerHref, olderHref } = useConsoleQuery("audit", hydrated);
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <Card>
      {lines.length === 0 ? (
        <EmptyState icon={BookIcon} title={filtered ? "Nothing matches" : "Nothing has happened yet"}>
          {filtered
            ? "Take a filter away to see more."
            : "What people, programs and jobs change is written here."}
        </EmptyState>
      ) : (
        <AuditTable lines={lines} filters={filters} />
      )}
      {paged && <Pagination newerHref={newerHref} olderHref={olderHref} />}
    </Card>
  );
}
