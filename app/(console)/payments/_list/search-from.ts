import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import type { PaymentSearch } from "@/lib/payments/search";

export type PageParameters = Record<string, string | string[] | undefined>;

/** The search a page was asked for, and the parameters that made no sense. */
export function searchFrom(parameters: PageParameters): { search: PaymentSearch; ignored: string[] } {
  const params = new URLSearchParams();
  for (const [name, given] of Object.entries(parameters)) {
    for (const value of [given ?? []].flat()) params.append(name, value);
  }
  return parsePaymentSearch(params);
}
