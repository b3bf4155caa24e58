import { randomBytes } from "node:crypto";
import { open, seal } from "@/lib/crypto/seal";

/** Standard Webhooks asks for 24 to 64 bytes. */
export const SECRET_BYTES = 32;

const PREFIX = "whsec_";

/** A new signing secret in the specification's spelling: `whsec_` and base64. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString("base64")}`;
}

/** Seals a secret for its endpoint's row; it opens nowhere else. */
export function sealSecret(endpointId: string, secret: string): Buffer {
  return seal(secret, purposeOf(endpointId));
}

export function openSecret(endpointId: string, sealed: Uint8Array): string {
  return open(sealed, purposeOf(endpointId));
}

function purposeOf(endpointId: string): string {
  return `webhook_endpoint:${endpointId}:secret`;
}
