import { firstPage, type PaymentSearch, paymentSearchParams } from "@/lib/payments/search";

/** The list's address for a search, from its first page. */
export function listAddress(search: PaymentSearch): string {
  return pageAddress(firstPage(search));
}

/** The list's address for a search, on the page it names. */
export function pageAddress(search: PaymentSearch): string {
  const params = paymentSearchParams(search).toString();
  return params ? `/payments?${params}` : "/payments";
}
