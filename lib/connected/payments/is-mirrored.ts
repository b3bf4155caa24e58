import { type Queryable, queryOne } from "@/lib/db/sql";
import { IS_MIRRORED } from "@/lib/generated/sql/connected/payments/is-mirrored";

/** Whether a payment is what a provider has and was not charged through us: its provider alone tells what becomes of it. */
export async function isMirrored(paymentId: string, on?: Queryable): Promise<boolean> {
  return (await queryOne(IS_MIRRORED, { paymentId }, on)) !== null;
}
