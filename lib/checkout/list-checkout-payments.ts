import { listedMerchant, NO_ID } from "@/lib/auth/acting-merchant";
import { onReplica } from "@/lib/db/replicas";
import { query } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/checkout/list-checkout-payments/count";
import { COUNT_ROWS } from "@/lib/generated/sql/checkout/list-checkout-payments/count-rows";
import { PAGE } from "@/lib/generated/sql/checkout/list-checkout-payments/page";
import { readAnyId } from "@/lib/ids";
import { type Ctx, onBehalf } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type CheckoutPayment, fromRow } from "./checkout-payment";
import { expireCheckoutPayments } from "./expire-checkout-payments";
import type { ListPaymentsQuery } from "./wire";

export interface CheckoutPaymentPage {
  payments: CheckoutPayment[];
  total: number;
}

/** Newest first, by offset as the contract has it; `total` is exact and follows the filters. */
export async function listCheckoutPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListPaymentsQuery;
}): Promise<CheckoutPaymentPage> {
  authorize(ctx, "payments:read");
  const merchantId = listedMerchant(ctx, input.merchantId);
  const customerId = input.customerId === undefined ? null : (readAnyId(input.customerId) ?? NO_ID);
  // A link past its time is not pending, whether or not the job has come by.
  await expireCheckoutPayments({ ctx: onBehalf("expire-checkout-payments", ctx) });
  const filter = { merchantId, customerId, stage: input.status ?? null };
  const [payments, total] = await onReplica(() => Promise.all([page(filter, input), count(filter)]));
  return { payments, total };
}

interface Filter {
  merchantId: string | null;
  customerId: string | null;
  stage: string | null;
}

async function page(filter: Filter, { limit, offset }: ListPaymentsQuery): Promise<CheckoutPayment[]> {
  return (await query(PAGE, { ...conditions(filter), limit, offset })).map(fromRow);
}

/** The tally knows how many payments there are; only a customer's own few are counted. */
async function count(filter: Filter): Promise<number> {
  if (filter.customerId === null) {
    const [tally] = await query(COUNT, { merchantId: filter.merchantId, stage: filter.stage });
    return Number(tally?.total ?? 0);
  }
  const [counted] = await query(COUNT_ROWS, conditions(filter));
  return Number(counted?.total ?? 0);
}

function conditions({ merchantId, customerId, stage }: Filter) {
  return {
    merchantId: merchantId ?? undefined,
    customerId: customerId ?? undefined,
    stage: stage ?? undefined,
  };
}
