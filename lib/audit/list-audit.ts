import { runUnprepared } from "@/lib/db/sql";
import type { Actor, Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { auditConditions } from "./conditions";
import { AUDIT_PER_PAGE, type ListAudit } from "./schemas";

export interface AuditLine {
  id: string;
  occurredAt: Date;
  actor: { type: Actor["type"]; id: string; label: string };
  action: string;
  object: { type: string; id: string };
  merchantId: string | null;
  requestId: string;
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
  const { text, values } = auditConditions(input);
  const forward = input.after !== undefined;
  const rows = await runUnprepared<Row>(
    `SELECT id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data
     FROM audit_entry ${text}
     ORDER BY occurred_at ${forward ? "ASC, id ASC" : "DESC, id DESC"} LIMIT ${AUDIT_PER_PAGE + 1}`,
    values,
  );
  const more = rows.length > AUDIT_PER_PAGE;
  const page = rows.slice(0, AUDIT_PER_PAGE).map(toLine);
  const lines = forward ? page.reverse() : page;
  return {
    lines,
    newer: (forward ? more : input.before !== undefined) ? (lines[0]?.id ?? null) : null,
    older: (forward ? true : more) ? (lines.at(-1)?.id ?? null) : null,
  };
}

interface Row {
  id: string;
  occurred_at: Date;
  actor_type: Actor["type"];
  actor_id: string;
  actor_label: string;
  action: string;
  object_type: string;
  object_id: string;
  merchant_id: string | null;
  request_id: string;
  data: Record<string, unknown>;
}

function toLine(row: Row): AuditLine {
  return {
    id: row.id,
    occurredAt: row.occurred_at,
    actor: { type: row.actor_type, id: row.actor_id, label: row.actor_label },
    action: row.action,
    object: { type: row.object_type, id: row.object_id },
    merchantId: row.merchant_id,
    requestId: row.request_id,
    data: row.data,
  };
}
