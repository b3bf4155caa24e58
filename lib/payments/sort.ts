import { amountOrder } from "@/lib/money/amount";
import { type KeysetOrder, NEWEST_FIRST, NO_DEADLINE } from "@/lib/search/keyset";
import type { Payment } from "./payment";

/** The orders a list of payments may have besides newest first. */
export const PAYMENT_SORTS = [
  "oldest",
  "changed",
  "changed_last",
  "largest",
  "smallest",
  "respond_by",
] as const;
export type PaymentSort = (typeof PAYMENT_SORTS)[number];

interface Sorted {
  sort?: PaymentSort | undefined;
  currency: readonly string[];
  status: readonly string[];
  dispute?: string | undefined;
}

/** A search's own order, as it can be had: amounts of two currencies have none, and only disputes are to be answered. */
export function sortOf(search: Sorted): PaymentSort | undefined {
  return lacksCurrency(search) || lacksDisputes(search) ? undefined : search.sort;
}

/** Whether amounts are to be in order and are not of one currency. */
export function lacksCurrency({ sort, currency }: Sorted): boolean {
  return needsCurrency(sort) && currency.length !== 1;
}

/** Whether deadlines are to be in order and not only disputes are looked for. */
export function lacksDisputes({ sort, status, dispute }: Sorted): boolean {
  return sort === "respond_by" && !dispute && !(status.length === 1 && status[0] === "dispute");
}

function needsCurrency(sort: PaymentSort | undefined): boolean {
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
    case "respond_by":
      return { by: "respond_by", type: "timestamptz", first: "least" };
  }
}

const AMOUNTS = { by: "amount", type: "numeric" } as const;

/** What the orders of a list go by. */
export type PlacedPayment = Pick<
  Payment,
  "id" | "createdAt" | "updatedAt" | "respondBy" | "initialAmountMinor" | "currency" | "precision"
>;

/** The cursor that names a payment's place in an order. */
export function placeOf(payment: PlacedPayment, sort: PaymentSort | undefined): string {
  return `${spelled(payment, orderOf(sort))}_${payment.id}`;
}

function spelled(payment: PlacedPayment, { by }: KeysetOrder): string {
  switch (by) {
    case "created_at":
      return payment.createdAt.toISOString();
    case "updated_at":
      return payment.updatedAt.toISOString();
    case "respond_by":
      return payment.respondBy?.toISOString() ?? NO_DEADLINE;
    case "amount":
      return amountOrder({ ...payment, amountMinor: payment.initialAmountMinor }).toString();
  }
}
