import { oneOf } from "@/lib/db/one-of";
import type { Prisma } from "@/lib/generated/prisma/client";
import { SCOPES, type Scope } from "@/lib/verb/permissions";

export type KeyState = "active" | "rotating" | "expired" | "revoked";

/** An API key as people see it: never its secret, never its hash. */
export interface Key {
  id: string;
  name: string;
  /** The last four characters of the secret. */
  hint: string;
  scopes: Scope[];
  merchant: { id: string; name: string } | null;
  /** Whose own key it is: it has no scopes, and reads that partner's referrals and commissions. */
  partner: { id: string; name: string } | null;
  state: KeyState;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** When the secret stops working, once the key was rotated. */
  expiresAt: Date | null;
  revokedAt: Date | null;
  rotatedTo: string | null;
}

export const KEY_SELECT = {
  id: true,
  name: true,
  secretHint: true,
  scopes: true,
  merchant: { select: { id: true, name: true } },
  partner: { select: { id: true, name: true } },
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
  rotatedTo: true,
} as const satisfies Prisma.ApiKeySelect;

export type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof KEY_SELECT }>;

export function toKey({ secretHint: hint, scopes, ...row }: KeyRow, now: Date): Key {
  return {
    ...row,
    hint,
    scopes: scopes.map((scope) => oneOf(SCOPES, scope)),
    state: stateOf(row, now),
  };
}

function stateOf(row: Pick<KeyRow, "revokedAt" | "expiresAt">, now: Date): KeyState {
  if (row.revokedAt) return "revoked";
  if (!row.expiresAt) return "active";
  return row.expiresAt <= now ? "expired" : "rotating";
}
