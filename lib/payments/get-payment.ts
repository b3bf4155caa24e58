import { prisma } from "@/lib/db/prisma";
import { query, queryOne } from "@/lib/db/sql";
import type { Prisma } from "@/lib/generated/prisma/client";
import { LIST_HISTORIES } from "@/lib/generated/sql/payments/list-histories";
import { READ_LINK, type ReadLinkRow } from "@/lib/generated/sql/payments/read-link";
import { READ_PAYMENT, type ReadPaymentRow } from "@/lib/generated/sql/payments/read-payment";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type Attempt, attemptsOf } from "./attempt";
import { factsOf, type PaymentFacts } from "./facts";
import { maySee } from "./find-payment";
import { nextSteps, type StepVerdict } from "./life-cycle";
import type { Adjustment } from "./payment";
import { refundGone, withoutRefund } from "./refunds/gone-charges";

/** A payment's page shows this many of its audit rows, newest first; the audit log has the rest. */
export const PAYMENT_AUDIT_MAX = 100;

export const AUDIT_SELECT = {
  id: true,
  occurredAt: true,
  actorType: true,
  actorId: true,
  actorLabel: true,
  action: true,
  requestId: true,
  data: true,
} as const satisfies Prisma.AuditEntrySelect;

/** A row of the audit log about this payment. */
export type PaymentAuditEntry = Prisma.AuditEntryGetPayload<{ select: typeof AUDIT_SELECT }>;

export interface PaymentDetail {
  payment: ReadPaymentRow;
  link: ReadLinkRow | null;
  adjustments: Adjustment[];
  attempts: Attempt[];
  audit: PaymentAuditEntry[];
  facts: PaymentFacts;
  steps: StepVerdict[];
  /** Why what is left is refunded at the provider alone; null where that is not so. */
  refundGone: string | null;
}

/** A payment with its whole history, by any spelling of its id; `not_found` also for another merchant's. */
export async function getPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PaymentDetail> {
  authorize(ctx, "payments:read");
  const id = readAnyId(input.id);
  const payment = id ? await queryOne(READ_PAYMENT, { id }) : null;
  if (!payment || !maySee(ctx, payment))
    throw new Refused({ code: "not_found", object: "Payment", id: input.id });
  const [link, adjustments, attempts, audit] = await Promise.all([
    queryOne(READ_LINK, { paymentId: payment.id }),
    query(LIST_HISTORIES, { ids: [payment.id] }),
    attemptsOf(payment.id),
    auditOf(payment.id),
  ]);
  const facts = factsOf({ payment, adjustments }, attempts);
  const gone = await refundGone(payment.kind, attempts);
  const steps = withoutRefund(nextSteps(payment, facts.underWay), gone);
  return { payment, link, adjustments, attempts, audit, facts, steps, refundGone: gone };
}

function auditOf(paymentId: string): Promise<PaymentAuditEntry[]> {
  return prisma().auditEntry.findMany({
    where: { objectType: "payment", objectId: paymentId },
    select: AUDIT_SELECT,
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    take: PAYMENT_AUDIT_MAX,
  });
}
