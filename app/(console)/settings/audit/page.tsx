import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { PageHeader } from "@/components/ui/page-header";
import { auditQuery } from "./audit-query";
import { Filters } from "./filters";
import { FoundAudit } from "./found-audit";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: PageProps<"/settings/audit">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(auditQuery, params);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change: who made it, when, to what, and in which request. Lines are only ever added."
      />
      <Filters filters={shown.data.filters} />
      <FoundAudit params={params.toString()} shown={shown} />
    </>
  );
}
