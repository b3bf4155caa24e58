import type { Scope } from "@/lib/verb/permissions";

export type KeyState = "active" | "rotating" | "expired" | "revoked";

/** An API key as people see it: never its secret, never its hash. */
export interface Key {
  id: string;
  name: string;
  /** The last four characters of the secret. */
  hint: string;
  scopes: Scope[];
  merchant: { id: string; name: string } | null;
  state: KeyState;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** When the secret stops working, once the key was rotated. */
  expiresAt: Date | null;
  revokedAt: Date | null;
  rotatedTo: string | null;
}

export const KEY_COLUMNS = `
  k.id, k.name, k.secret_hint, k.scopes, k.merchant_id, m.name AS merchant_name, k.created_at, k.last_used_at,
  k.expires_at, k.revoked_at, k.rotated_to`;
export const KEY_TABLES = "api_key k LEFT JOIN merchant m ON m.id = k.merchant_id";

export interface KeyRow {
  id: string;
  name: string;
  secret_hint: string;
  scopes: Scope[];
  merchant_id: string | null;
  merchant_name: string | null;
  created_at: Date;
  last_used_at: Date | null;
  expires_at: Date | null;
  revoked_at: Date | null;
  rotated_to: string | null;
}

export function toKey(row: KeyRow, now: Date): Key {
  return {
    id: row.id,
    name: row.name,
    hint: row.secret_hint,
    scopes: row.scopes,
    merchant: row.merchant_id ? { id: row.merchant_id, name: row.merchant_name ?? "" } : null,
    state: stateOf(row, now),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    rotatedTo: row.rotated_to,
  };
}

function stateOf(row: KeyRow, now: Date): KeyState {
  if (row.revoked_at) return "revoked";
  if (!row.expires_at) return "active";
  return row.expires_at <= now ? "expired" : "rotating";
}
