import { createHmac } from "node:crypto";
import { derivedSecrets } from "@/lib/crypto/encryption-keys";
import { sha256 } from "@/lib/crypto/tokens";
import type { DoorName } from "@/lib/http/door-names";
import type { Exchange } from "@/lib/http/exchange";
import { CENSORED, redactText } from "@/lib/log/redact";
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

/** A key as the log keeps it. */
export function storedKey(key: unknown): string | null {
  if (typeof key !== "string" || key === "") return null;
  return formsOf(key)[0] ?? null;
}

/** Every form in which the log may have kept what a person types or follows: a key, or the form itself. */
export function storedForms(key: string): readonly string[] {
  return isHashedKey(key) ? [key] : formsOf(key);
}

/** Whether a text is the form of a key that the log does not keep as it was sent. */
export function isHashedKey(text: string): boolean {
  return HASHED.test(text);
}

const HASHED = /^(?:sha256|hidden):[\da-f]{64}$/;

/**
 * Each key has a form of its own, and one that the log must not hold tells nothing by it: a card number or an account's is
 * soon guessed from a hash without a secret. The secrets before the present one are of the keys that were retired.
 */
function formsOf(key: string): string[] {
  if (key.length > KEY_CHARACTERS_MAX) return [`sha256:${sha256(key).toString("hex")}`];
  if (isHeldAsSent(key)) return [key];
  return derivedSecrets("request-log-key").map(
    ({ secret }) => `hidden:${createHmac("sha256", secret).update(key).digest("hex")}`,
  );
}

function isHeldAsSent(key: string): boolean {
  return !isHashedKey(key) && !key.includes(CENSORED) && storableText(redactText(key)) === key;
}

function fieldOf(body: string, field: string): unknown {
  try {
    return (JSON.parse(body) as Record<string, unknown> | null)?.[field];
  } catch {
    return null;
  }
}
