import type { ListAudit } from "./schemas";

/** The WHERE of a list of audit entries: text without values in it, and the values. */
export function auditConditions(input: ListAudit): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const given = CONDITIONS.flatMap(([field, condition]) => {
    const value = input[field];
    if (value === undefined) return [];
    values.push(value);
    return [condition.replace("?", `$${values.length}`)];
  });
  return { text: given.length > 0 ? `WHERE ${given.join(" AND ")}` : "", values };
}

const CONDITIONS: readonly [keyof ListAudit, string][] = [
  ["actorType", "actor_type = ?"],
  ["actorId", "actor_id = ?"],
  ["action", "action = ?"],
  ["objectType", "object_type = ?"],
  ["objectId", "object_id = ?"],
  ["requestId", "request_id = ?"],
  ["from", "occurred_at >= ?::date"],
  ["to", "occurred_at < ?::date + 1"],
  ["before", "(occurred_at, id) < (SELECT occurred_at, id FROM audit_entry WHERE id = ?)"],
  ["after", "(occurred_at, id) > (SELECT occurred_at, id FROM audit_entry WHERE id = ?)"],
];
