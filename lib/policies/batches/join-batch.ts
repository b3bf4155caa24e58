import { v5 } from "uuid";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { type Queryable, query } from "@/lib/db/sql";
import { JOIN } from "@/lib/generated/sql/policies/batches/join";
import type { Attempt } from "@/lib/payments/attempt";
import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";
import type { Ctx } from "@/lib/verb/context";

interface Joining {
  /** Of this run of the collection. */
  runId: string;
  payment: PolicyPayment;
  method: PolicyPaymentMethod;
  attempt: Attempt;
}

/** Puts an attempt into the batch of those that a run hands to the same connection in the same way for the same day. */
export async function joinBatch(
  tx: Queryable,
  ctx: Ctx,
  { runId, payment, method, attempt }: Joining,
): Promise<void> {
  const { id: paymentId, merchantId, collectionType, currency } = payment;
  const connectionId = attempt.connectionId ?? BUILT_IN_CONNECTION_ID;
  const day = payment.actionDate.toISOString().slice(0, "2026-11-30".length);
  const common = [merchantId, connectionId, collectionType, method.type, currency, day];
  await query(
    JOIN,
    {
      ...{ id: v5(common.join("/"), runId), merchantId, connectionId, collectionType, currency, paymentId },
      ...{ methodType: method.type, actionDate: new Date(day), attemptId: attempt.id, now: ctx.now },
    },
    tx,
  );
}
