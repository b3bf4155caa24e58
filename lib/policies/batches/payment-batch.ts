import { query, queryOne } from "@/lib/db/sql";
import { BY_ID, type ByIdRow } from "@/lib/generated/sql/policies/batches/by-id";
import { COUNT } from "@/lib/generated/sql/policies/batches/count";
import { LIST } from "@/lib/generated/sql/policies/batches/list";
import { PAYMENTS } from "@/lib/generated/sql/policies/batches/payments";
import { refuseOtherMerchant } from "@/lib/policies/acting-merchant";
import { type PolicyPayment, policyPaymentsByIds } from "@/lib/policies/payments/policy-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** `submitted`: nobody has said yet what became of the whole. */
export const BATCH_STATUSES = ["submitted", "accepted", "failed"] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

/**
 * Payments that one run of the collection handed to one connection. Amounts in minor units of its currency; `totalMinor` in
 * decimal digits, for the sum of many may be more than any one of them can be.
 */
export type PaymentBatch = ByIdRow;

interface Page {
  limit: number;
  offset: number;
}

/** A page of batches, newest first, with how many there are in all. */
export async function listBatches({
  ctx,
  input: { statuses, limit, offset },
}: {
  ctx: Ctx;
  input: { statuses?: readonly BatchStatus[] | undefined } & Page;
}): Promise<{ batches: PaymentBatch[]; total: number }> {
  authorize(ctx, "payments:read");
  const chosen = { merchantId: merchantBound(ctx.actor), statuses: statuses ? [...statuses] : null };
  const [batches, counted] = await Promise.all([
    query(LIST, { ...chosen, limit, offset }),
    query(COUNT, chosen),
  ]);
  return { batches, total: Number(counted[0]?.total ?? 0) };
}

/** One batch. Refuses with `not_found`. */
export async function getBatch({
  ctx,
  input: { id },
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PaymentBatch> {
  authorize(ctx, "payments:read");
  const batch = await queryOne(BY_ID, { id });
  if (!batch) throw new Refused({ code: "not_found", object: "Payment batch", id });
  refuseOtherMerchant(ctx, batch.merchantId, "Payment batch", id);
  return batch;
}

/** A page of a batch's payments, as they are now, in the order they were handed over. Refuses with `not_found`. */
export async function listPaymentsOfBatch({
  ctx,
  input: { id, limit, offset },
}: {
  ctx: Ctx;
  input: { id: string } & Page;
}): Promise<{ payments: PolicyPayment[]; total: number }> {
  const batch = await getBatch({ ctx, input: { id } });
  const rows = await query(PAYMENTS, { id, limit, offset });
  const payments = await policyPaymentsByIds(rows.map((row) => row.id));
  return {
    payments: rows.flatMap((row) => payments.get(row.id) ?? []),
    total: batch.payments,
  };
}
