import { connectedPaymentAt, paymentUuid, readPaymentId } from "@/lib/connected/payments/connected-payment";
import { metadataOf } from "@/lib/connected/payments/metadata-body";
import { updatePaymentMetadata } from "@/lib/connected/payments/update-payment-metadata";
import { noContent } from "@/lib/http/answer-json";
import { type Call, judgedByHandler } from "@/lib/http/operation";
import { Refused } from "@/lib/verb/problem";

/** The payment a path names; INVALID_ID for what cannot be decoded. Connected contract. */
export async function paymentAt({ ctx, params: { id = "" } }: Call) {
  const payment = await connectedPaymentAt(ctx, readPaymentId(id));
  if (!payment) throw new Refused({ code: "not_found", object: "payment", id });
  return payment;
}

/** Its UUID, without reading it. */
export async function uuidAt({ ctx, params: { id = "" } }: Call): Promise<string> {
  const uuid = await paymentUuid(ctx, readPaymentId(id));
  if (!uuid) throw new Refused({ code: "not_found", object: "payment", id });
  return uuid;
}

/** A flat map, or one inside `metadata`: told apart by what is in it. */
export const METADATA = judgedByHandler<Record<string, unknown> | null>();

/** Merges metadata into a payment, the same in both wire versions. */
export async function mergeMetadata({
  ctx,
  body,
  loaded: id,
}: Call & { body: Record<string, unknown> | null; loaded: string }): Promise<Response> {
  await updatePaymentMetadata({ ctx, input: { id, metadata: metadataOf(body) } });
  return noContent();
}
