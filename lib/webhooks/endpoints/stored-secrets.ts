import { type Queryable, query } from "@/lib/db/sql";
import { INSERT } from "@/lib/generated/sql/webhooks/endpoints/secrets/insert";
import { VALID } from "@/lib/generated/sql/webhooks/endpoints/secrets/valid";
import { newWebhookSecret, sealSecret } from "./seal-secret";

/** A secret as people see it: that it is there, and until when. */
export interface SecretFact {
  id: string;
  createdAt: Date;
  /** When it stops signing; null for the one that goes on. */
  expiresAt: Date | null;
}

/** Makes a signing secret and gives it, or null when this id has one already. */
export async function insertSecret(
  tx: Queryable,
  { id, endpointId, at }: { id: string; endpointId: string; at: Date },
): Promise<string | null> {
  const secret = newWebhookSecret();
  const inserted = await query(INSERT, { id, endpointId, sealed: sealSecret(endpointId, secret), at }, tx);
  return inserted.length > 0 ? secret : null;
}

/** The secrets an endpoint's messages are signed with, newest first. */
export async function validSecrets(endpointId: string, now: Date, on?: Queryable): Promise<SecretFact[]> {
  return query(VALID, { endpointId, now }, on);
}
