import { amountOrder } from "@/lib/money/amount";
import { type KeysetOrder, NEWEST_FIRST } from "@/lib/search/keyset";
import type { Payment } from "./payment";

/** The orders a list of payments may have besides newest first. */
export const PAYMENT_SORTS = ["oldest", "changed", "changed_last", "largest", "smallest"] as const;
export type PaymentSort = (typeof PAYMENT_SORTS)[number];

/** A search's own order, as it can be had: amounts of two currencies have none. */
export function sortOf({
  sort,
  currency,
}: {
  sort?: PaymentSort | undefined;
  currency: readonly string[];
}): PaymentSort | undefined {
  return needsCurrency(sort) && currency.length !== 1 ? undefined : sort;
}

/** Whether an order is one of amounts, which needs exactly one currency. */
export function needsCurrency(sort: PaymentSort | undefined): boolean {
  return sort === "largest" || sort === "smallest";
}

/** What a keyset of `payment p` goes by. */
export function orderOf(sort: PaymentSort | undefined): KeysetOrder {
  switch (sort) {
    case undefined:
      return NEWEST_FIRST;
    case "oldest":
      return { ...NEWEST_FIRST, first: "least" };
    case "changed":
      return { by: "updated_at", type: "timestamptz", first: "greatest" };
    case "changed_last":
      return { by: "updated_at", type: "timestamptz", first: "least" };
    case "largest":
      return { ...AMOUNTS, first: "greatest" };
    case "smallest":
      return { ...AMOUNTS, first: "least" };
  }
}

const AMOUNTS = { by: "amount", type: "numeric" } as const;

/** The cursor that names a payment's place in an order. */
export function placeOf(payment: Payment, sort: PaymentSort | undefined): string {
  return `${spelled(payment, orderOf(sort))}_${payment.id}`;
}

function spelled(payment: Payment, { by }: KeysetOrder): string {
  switch (by) {
    case "created_at":
      return payment.createdAt.toISOString();
    case "updated_at":
      return payment.updatedAt.toISOString();
    case "amount":
      return amountOrder({ ...payment, amountMinor: payment.initialAmountMinor }).toString();
  }
}
