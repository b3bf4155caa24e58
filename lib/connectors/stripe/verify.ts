import { z } from "zod";
import { PROVIDER_NAME_CHARACTERS_MAX } from "../connector";
import type { SignedMessage, VerifiedMessage } from "../provider";
import { isSigned, jsonIn, refusedMessage } from "../signed";

/** A message signed longer ago, or so far ahead, is not taken: it may be an old one sent again. */
export const TOLERANCE_MS = 300_000;

const messageForm = z.object({
  id: z.string().max(PROVIDER_NAME_CHARACTERS_MAX),
  type: z.string(),
  created: z.number(),
  data: z.object({ object: z.looseObject({ id: z.string(), object: z.string() }) }),
});

/** `Stripe-Signature: t=…,v1=…`: HMAC-SHA256 over `t.body`, by any of the secrets; several while one is rotated. */
export function verifyStripe({ body, header, secrets, now }: SignedMessage): VerifiedMessage {
  const parts = (header("stripe-signature") ?? "").split(",").map((part) => part.split("="));
  const valuesOf = (name: string) =>
    parts.flatMap(([key, value]) => (key?.trim() === name && value ? [value] : []));
  const [signedAt] = valuesOf("t");
  const signatures = valuesOf("v1");
  if (!signedAt || !/^\d{1,12}$/.test(signedAt) || signatures.length === 0)
    return refusedMessage("The signature is missing or has an unknown form.");
  if (!isSigned([`${signedAt}.`, body], secrets, signatures))
    return refusedMessage("The signature is not by this connection's secret.");
  if (Math.abs(now.getTime() - Number(signedAt) * 1_000) > TOLERANCE_MS)
    return refusedMessage("The message was signed too long ago.");
  return read(body);
}

function read(body: Buffer): VerifiedMessage {
  const message = messageForm.safeParse(jsonIn(body));
  if (!message.success) return refusedMessage("The message is no event.");
  const { id: eventId, type, created, data } = message.data;
  const { id, object } = data.object;
  const occurredAt = new Date(created * 1_000);
  return { verified: true, events: [{ eventId, type, occurredAt, raw: { object, id } }] };
}
