import type { ListAudit } from "@/lib/audit/schemas";

export type AuditFilters = Omit<ListAudit, "before" | "after">;

/** The address of the audit log narrowed like this. */
export function auditHref(filters: Partial<ListAudit>): string {
  const given = Object.entries(filters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length > 0 ? `/settings/audit?${new URLSearchParams(given)}` : "/settings/audit";
}
