import { listedMerchant, NO_ID } from "@/lib/auth/acting-merchant";
import { query, runUnprepared } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/checkout/list-checkout-payments/count";
import { readAnyId } from "@/lib/ids";
import { type Ctx, jobContext } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { CHECKOUT_COLUMNS, type CheckoutPayment, type CheckoutRow, fromRow } from "./checkout-payment";
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
  await expireCheckoutPayments({ ctx: jobContext("expire-checkout-payments", ctx.now, ctx.requestId) });
  const filter = { merchantId, customerId, stage: input.status ?? null };
  const [payments, total] = await Promise.all([page(filter, input), count(filter)]);
  return { payments, total };
}

interface Filter {
  merchantId: string | null;
  customerId: string | null;
  stage: string | null;
}

async function page(filter: Filter, { limit, offset }: ListPaymentsQuery): Promise<CheckoutPayment[]> {
  const { where, values } = conditions(filter);
  const rows = await runUnprepared<CheckoutRow>(
    `SELECT ${CHECKOUT_COLUMNS} FROM (
       SELECT * FROM payment p WHERE ${where} ORDER BY p.created_at DESC, p.id DESC
       LIMIT $${values.length + 1} OFFSET $${values.length + 2}) p
     JOIN checkout_link l ON l.payment_id = p.id
     ORDER BY p.created_at DESC, p.id DESC`,
    [...values, limit, offset],
  );
  return rows.map(fromRow);
}

/** The tally knows how many payments there are; only a customer's own few are counted. */
async function count(filter: Filter): Promise<number> {
  if (filter.customerId === null) {
    const [tally] = await query(COUNT, { merchantId: filter.merchantId, stage: filter.stage });
    return Number(tally?.total ?? 0);
  }
  const { where, values } = conditions(filter);
  const [counted] = await runUnprepared<{ total: bigint }>(
    `SELECT count(*) AS total FROM payment p WHERE ${where}`,
    values,
  );
  return Number(counted?.total ?? 0);
}

function conditions({ merchantId, customerId, stage }: Filter): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts = ["p.kind = 'checkout'"];
  const add = (column: string, value: string | null) => {
    if (value !== null) parts.push(`p.${column} = $${values.push(value)}`);
  };
  add("merchant_id", merchantId);
  add("customer_id", customerId);
  add("stage", stage);
  return { where: parts.join(" AND "), values };
}
