import { prisma } from "@/lib/db/prisma";
import { AUDIT_SELECT, PAYMENT_AUDIT_MAX, type PaymentAuditEntry } from "@/lib/payments/get-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

const STANDING_ACTIONS = [
  "payment_method.blocked",
  "payment_method.unblocked",
  "payment_method.verification_changed",
];

/**
 * When payment methods were blocked, unblocked or verified between two instants, by whom and why: the newest
 * PAYMENT_AUDIT_MAX. For a reader of policies who may see the payment that the methods are of.
 */
export async function methodHistory({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { methodIds: readonly string[]; since: Date; until: Date };
}): Promise<PaymentAuditEntry[]> {
  authorize(ctx, "policies:read");
  return prisma().auditEntry.findMany({
    where: {
      objectType: "payment_method",
      objectId: { in: [...input.methodIds] },
      action: { in: STANDING_ACTIONS },
      occurredAt: { gte: input.since, lte: input.until },
    },
    select: AUDIT_SELECT,
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    take: PAYMENT_AUDIT_MAX,
  });
}
