import { runUnprepared } from "@/lib/db/sql";

/** The actions audited for one object, oldest first. */
export async function auditedActions(objectId: string): Promise<string[]> {
  const rows = await runUnprepared<{ action: string }>(
    "SELECT action FROM audit_entry WHERE object_id = $1 ORDER BY id",
    [objectId],
  );
  return rows.map(({ action }) => action);
}
