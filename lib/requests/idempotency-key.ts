import { sha256 } from "@/lib/crypto/tokens";
import type { DoorName } from "@/lib/http/door-names";
import type { Exchange } from "@/lib/http/exchange";
import { redactText } from "@/lib/log/redact";
import { storableText } from "./redact-body";

/** A longer key is kept as its hash. The contracts allow 255 characters; a refused request may have sent more. */
export const KEY_CHARACTERS_MAX = 255;

/** By which field of which route's body each dialect knows a request again. */
const BODY_FIELDS: Readonly<Record<DoorName, Readonly<Record<string, string>>>> = {
  checkout: { "POST /v0/payments": "idempotencyKey" },
  referral: {
    "POST /api/v1/payments": "idempotency_key",
    // The payment to refund is named by the key it was created with.
    "POST /api/v1/refunds": "payment_id",
  },
  // In the address.
  policy: {},
  connected: {
    "POST /api/payments/payments": "reference",
    "POST /api/payments/v3/payments": "reference",
  },
  token: {},
  management: {},
};

/** What the request is known again by in its door's dialect, as the log keeps it; null where it has nothing such. */
export function idempotencyKeyOf({ door, method, routePath, request }: Exchange): string | null {
  if (door === "policy") return storedKey(new URLSearchParams(request.query).get("idempotency_key"));
  const field = BODY_FIELDS[door][`${method} ${routePath}`];
  return field && request.body ? storedKey(fieldOf(request.body, field)) : null;
}

/** A key as the log keeps it: what a person types is looked for in the same form. */
export function storedKey(key: unknown): string | null {
  if (typeof key !== "string" || key === "") return null;
  if (key.length > KEY_CHARACTERS_MAX) return `sha256:${sha256(key).toString("hex")}`;
  return storableText(redactText(key));
}

function fieldOf(body: string, field: string): unknown {
  try {
    return (JSON.parse(body) as Record<string, unknown> | null)?.[field];
  } catch {
    return null;
  }
}
