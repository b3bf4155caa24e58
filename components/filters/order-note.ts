import type { PaymentSearch } from "@/lib/payments/search";
import { lacksCurrency, lacksDisputes } from "@/lib/payments/sort";

/** What makes the order asked for to be had, where it is not. */
export function orderNote(search: PaymentSearch): string | undefined {
  if (lacksCurrency(search))
    return "Choose one currency: amounts have an order only within one. Until then the newest stand first.";
  if (lacksDisputes(search))
    return "Choose open disputes, or the status Disputed alone: only disputes are to be answered. Until then the newest stand first.";
  return undefined;
}
