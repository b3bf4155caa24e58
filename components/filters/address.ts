import { firstPage, type PaymentSearch, paymentSearchParams } from "@/lib/payments/search";

/** The list's address for a search, from its first page. */
export function paymentsAddress(search: PaymentSearch): string {
  const params = paymentSearchParams(firstPage(search)).toString();
  return params ? `/payments?${params}` : "/payments";
}
