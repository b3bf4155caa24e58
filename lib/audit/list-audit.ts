import { onReplica } from "@/lib/db/replicas";
import { query } from "@/lib/db/sql";
import { LIST_ENTRIES, type ListEntriesRow } from "@/lib/generated/sql/audit/list-entries";
import type { Actor, Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { AUDIT_PER_PAGE, type ListAudit } from "./schemas";

export interface AuditLine {
  id: string;
  occurredAt: Date;
  /** `email` as a person has it now: two may have, or have had, one name. */
  actor: { type: Actor["type"]; id: string; label: string; email: string | null };
  action: string;
  object: { type: string; id: string };
  merchantId: string | null;
  requestId: string;
  /** The request log has it: what no program asked for is not in it, and what is old is there no longer. */
  requestKept: boolean;
  data: Record<string, unknown>;
}

export interface AuditPage {
  lines: AuditLine[];
  /** What `after` and `before` must name for the pages beside this one, or null where there is none. */
  newer: string | null;
  older: string | null;
}

/** A page of the audit log, newest first. */
export async function listAudit({ ctx, input }: { ctx: Ctx; input: ListAudit }): Promise<AuditPage> {
  authorize(ctx, "audit:read");
  const forward = input.after !== undefined;
  const rows = await onReplica(() => query(LIST_ENTRIES, { ...input, limit: AUDIT_PER_PAGE + 1 }));
  const more = rows.length > AUDIT_PER_PAGE;
  const page = rows.slice(0, AUDIT_PER_PAGE).map(toLine);
  const lines = forward ? page.reverse() : page;
  return {
    lines,
    newer: (forward ? more : input.before !== undefined) ? (lines[0]?.id ?? null) : null,
    older: (forward ? true : more) ? (lines.at(-1)?.id ?? null) : null,
  };
}

function toLine({
  actorType,
  actorId,
  actorLabel,
  actorEmail,
  objectType,
  objectId,
  ...row
}: ListEntriesRow): AuditLine {
  return {
    ...row,
    actor: { type: actorType, id: actorId, label: actorLabel, email: actorEmail },
    object: { type: objectType, id: objectId },
  };
}
