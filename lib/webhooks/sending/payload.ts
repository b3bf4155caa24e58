import { type IdPrefix, spellId } from "@/lib/ids";
import type { OutboxEvent } from "@/lib/outbox/read";

/** What of an event its message is made of. */
export type ToldEvent = Pick<
  OutboxEvent,
  "eventId" | "type" | "merchantId" | "paymentId" | "objectId" | "data" | "occurredAt"
>;

/** The message's id, `webhook-id`: the same at every attempt and at every endpoint. */
export function messageIdOf({ eventId }: Pick<ToldEvent, "eventId">): string {
  return spellId("evt", eventId);
}

/**
 * The exact text that is sent, by the Standard Webhooks specification: type, timestamp, data. The same event, told as the
 * same type, always makes the same text, so that nothing has to be kept of it. Ids are spelled as the doors and the console know them.
 */
export function payloadOf(event: ToldEvent): string {
  const { type, occurredAt, merchantId, paymentId, objectId } = event;
  const data = {
    id: spelled(prefixOf(type), objectId),
    ...(paymentId && !type.startsWith("payment.") && { paymentId: spellId("pay", paymentId) }),
    ...(merchantId && { merchantId: spellId("mer", merchantId) }),
    ...Object.fromEntries(
      Object.entries(event.data).map(([name, value]) => [name, spelled(FIELD_PREFIX[name], value)]),
    ),
  };
  return JSON.stringify({ type, timestamp: occurredAt.toISOString(), data });
}

// A payment method and an asynchronous request go by their UUID, as at their door.
function prefixOf(type: string): IdPrefix | undefined {
  return type.startsWith("payment.async_") ? undefined : OBJECT_PREFIX[type.split(".", 1)[0] ?? ""];
}

const OBJECT_PREFIX: Record<string, IdPrefix | undefined> = {
  payment: "pay",
  checkout_link: "pay",
  customer: "cus",
  commission: "com",
  referral: "ref",
  partnership: "psh",
  payout_run: "run",
  payout_line: "pol",
  webhook: "we",
};

const FIELD_PREFIX: Record<string, IdPrefix | undefined> = {
  paymentId: "pay",
  retryId: "pay",
  partnerId: "ptr",
  referralId: "ref",
  payoutRunId: "run",
};

const UUID = /^[0-9a-f-]{36}$/;

function spelled(prefix: IdPrefix | undefined, value: unknown): unknown {
  return prefix && typeof value === "string" && UUID.test(value) ? spellId(prefix, value) : value;
}
