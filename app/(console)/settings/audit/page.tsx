import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { BookIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listAudit } from "@/lib/audit/list-audit";
import { ListAudit } from "@/lib/audit/schemas";
import { auditHref } from "./audit-href";
import { AuditTable } from "./audit-table";
import { Filters } from "./filters";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: PageProps<"/settings/audit">) {
  await requireOperator("audit:read");
  const [ctx, asked] = await Promise.all([operatorCtx(), searchParams]);
  const input = ListAudit.parse(asked);
  const { before, after, ...filters } = input;
  const { lines, newer, older } = await listAudit({ ctx, input });
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change: who made it, when, to what, and in which request. Lines are only ever added."
      />
      <Filters filters={filters} />
      <Card>
        {lines.length === 0 ? (
          <NoLines filtered={filtered} />
        ) : (
          <AuditTable lines={lines} filters={filters} />
        )}
        {(newer || older || before || after) && (
          <Pagination
            newerHref={newer && auditHref({ ...filters, after: newer })}
            olderHref={older && auditHref({ ...filters, before: older })}
          />
        )}
      </Card>
    </>
  );
}

function NoLines({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState icon={BookIcon} title={filtered ? "Nothing matches" : "Nothing has happened yet"}>
      {filtered
        ? "Take a filter away to see more."
        : "What people, programs and jobs change is written here."}
    </EmptyState>
  );
}
