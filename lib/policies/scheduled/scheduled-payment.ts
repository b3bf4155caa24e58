import { type Queryable, query } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/policies/scheduled/by-id";
import { COUNT } from "@/lib/generated/sql/policies/scheduled/count";
import { LIST } from "@/lib/generated/sql/policies/scheduled/list";
import { maySee } from "@/lib/payments/find-payment";
import type { PaymentStatus } from "@/lib/payments/status";
import type { CollectionType, PolicyPaymentType, PremiumType } from "@/lib/policies/enums";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** A payment that waits for its day. `version` says how often the day was moved. Its id is the payment's. */
export interface ScheduledPayment {
  id: string;
  merchantId: string;
  policyId: string;
  paymentMethodId: string;
  amountMinor: bigint;
  currency: string;
  description: string | null;
  paymentType: PolicyPaymentType;
  premiumType: PremiumType | null;
  collectionType: CollectionType;
  scheduledFor: Date;
  version: number;
  retryOf: string | null;
  retryNumber: number;
  status: PaymentStatus;
  createdAt: Date;
}

export interface ListScheduledPayments {
  policyId?: string | undefined;
  paymentTypes?: readonly PolicyPaymentType[] | undefined;
  limit: number;
  offset: number;
}

/** What waits for its day, the next first. */
export async function listScheduledPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListScheduledPayments;
}): Promise<{ scheduled: ScheduledPayment[]; total: number }> {
  authorize(ctx, "payments:read");
  const filter = {
    merchantId: merchantBound(ctx.actor),
    policyId: input.policyId ?? null,
    paymentTypes: input.paymentTypes ?? null,
  };
  const [scheduled, counted] = await Promise.all([
    query(LIST, { ...filter, limit: input.limit, offset: input.offset }),
    query(COUNT, filter),
  ]);
  return { scheduled, total: Number(counted[0]?.total ?? 0) };
}

/** One, also where it waits no more; `not_found` also for another merchant's. */
export async function getScheduledPayment(
  { ctx, input }: { ctx: Ctx; input: { id: string } },
  on?: Queryable,
): Promise<ScheduledPayment> {
  authorize(ctx, "payments:read");
  const [found] = await query(BY_ID, { id: input.id }, on);
  if (!found || !maySee(ctx, found))
    throw new Refused({ code: "not_found", object: "Scheduled payment", id: input.id });
  return found;
}
