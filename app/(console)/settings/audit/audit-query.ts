import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { listAudit } from "@/lib/audit/list-audit";
import { ListAudit } from "@/lib/audit/schemas";
import { auditHref } from "./audit-href";

/** A page of the audit log, as an address narrows it. */
export const auditQuery = {
  permission: "audit:read",
  read: async ({ ctx, params }) => {
    const input = auditSearch(params);
    const { before, after, ...filters } = input;
    const { lines, newer, older } = await listAudit({ ctx, input });
    return {
      lines,
      filters,
      paged: Boolean(newer || older || before || after),
      newerHref: newer && auditHref({ ...filters, after: newer }),
      olderHref: older && auditHref({ ...filters, before: older }),
    };
  },
} satisfies ConsoleQuery<unknown>;

/** What an address asks for. */
function auditSearch(params: URLSearchParams): ListAudit {
  return ListAudit.parse(Object.fromEntries(params));
}
