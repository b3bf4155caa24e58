import { messageIdOf, payloadOf } from "@/lib/webhooks/sending/payload";
import { signedHeaders } from "@/lib/webhooks/sending/sign";
import { EVENT_TYPES, type EventType } from "./event-types";

/** A secret that signs nothing but the examples. */
export const EXAMPLE_SECRET = "whsec_VGhpcyBrZXkgc2lnbnMgbm90aGluZyBidXQgZXhhbXBsZXM=";

const EXAMPLE_EVENT_ID = "01a87c1e-50a0-7b44-9c5a-6f0e2d1b8a90";
const EXAMPLE_AT = new Date("2026-11-21T09:30:00.000Z");

/** The body of an event of this type, in the very form it is sent in. */
export function examplePayload({ type, example }: EventType): string {
  return payloadOf({
    eventId: EXAMPLE_EVENT_ID,
    type,
    merchantId: null,
    paymentId: null,
    objectId: String(example.id ?? ""),
    data: example,
    occurredAt: EXAMPLE_AT,
  });
}

/** A whole message as a receiver gets it, with a signature that verifies. */
export function exampleMessage(): { headers: Record<string, string>; body: string } {
  const event = EVENT_TYPES.find(({ type }) => type === "payment.succeeded");
  if (!event) throw new Error("The catalogue has no payment.succeeded.");
  const body = examplePayload(event);
  const id = messageIdOf({ eventId: EXAMPLE_EVENT_ID });
  return { headers: signedHeaders(id, EXAMPLE_AT, body, [EXAMPLE_SECRET]), body };
}
