import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { lockVisiblePayment } from "@/lib/payments/find-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

export interface UpdatePaymentMetadata {
  /** Any spelling of the payment's UUID. */
  id: string;
  /** Merged into what is there; nothing is deleted. */
  metadata: Record<string, string>;
}

/** Merges text into a payment's metadata. Two at once lose nothing: the database merges, not the caller. */
export async function updatePaymentMetadata({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: UpdatePaymentMetadata;
}): Promise<void> {
  authorize(ctx, "payments:adjust");
  await transaction(async (tx) => {
    const { payment } = await lockVisiblePayment(tx, ctx, input.id);
    await run(MERGE, [payment.id, JSON.stringify(input.metadata), ctx.now, newId(), ctx.requestId], tx);
    await recordAudit(tx, ctx, {
      action: "payment.metadata_updated",
      objectType: "payment",
      objectId: payment.id,
      merchantId: payment.merchantId,
      data: { metadata: input.metadata },
    });
  });
}

const MERGE = statement(`
  WITH merged AS (
    UPDATE payment SET metadata = metadata || $2::jsonb, updated_at = $3 WHERE id = $1 RETURNING id, kind, merchant_id, status
  )
  INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
  SELECT $4::uuid, 'payment.metadata_updated', merchant_id, id, id::text, $5,
    jsonb_build_object('kind', kind, 'status', status), $3
  FROM merged`);
