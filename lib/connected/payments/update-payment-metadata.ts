import { recordAudit } from "@/lib/audit/record";
import { query, transaction } from "@/lib/db/sql";
import { MERGE } from "@/lib/generated/sql/connected/payments/update-payment-metadata/merge";
import { newId } from "@/lib/ids";
import { lockVisiblePayment } from "@/lib/payments/find-payment";
import { spelledAs } from "@/lib/text/spellings";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

export interface UpdatePaymentMetadata {
  /** Any spelling of the payment's UUID. */
  id: string;
  /** Merged into what is there; nothing is deleted. */
  metadata: Record<string, string>;
}

/** Merges text into a payment's metadata; what is there already is no change. Two at once lose nothing: the database merges, not the caller. */
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
    const metadata = spelledAs(payment.metadata, input.metadata);
    // Whoever saves again because no answer came has changed nothing, and nothing is announced.
    if (Object.entries(metadata).every(([key, value]) => payment.metadata[key] === value)) return;
    await query(
      MERGE,
      {
        paymentId: payment.id,
        metadata,
        now: ctx.now,
        eventId: newId(),
        requestId: ctx.requestId,
      },
      tx,
    );
    await recordAudit(tx, ctx, {
      action: "payment.metadata_updated",
      objectType: "payment",
      objectId: payment.id,
      merchantId: payment.merchantId,
      data: { metadata },
    });
  });
}
