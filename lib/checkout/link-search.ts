import { DAY_MS } from "@/lib/durations";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { EVERYTHING, type PaymentSearch, paymentSearchParams } from "@/lib/payments/search";
import type { PaymentStage } from "@/lib/payments/status";

/** The shelves links are sorted on, and the stages of the payments on each; none means all. */
export const LINK_SHELVES = {
  all: [],
  open: ["pending", "processing"],
  /** Unpaid, and with less than LINK_EXPIRES_SOON_MS left. */
  expiring: ["pending"],
  paid: ["completed"],
  expired: ["expired"],
  cancelled: ["cancelled"],
} as const satisfies Record<string, readonly PaymentStage[]>;

/** A link that expires within this while it is unpaid wants somebody to remind its customer. */
export const LINK_EXPIRES_SOON_MS = DAY_MS;

export type LinkShelf = keyof typeof LINK_SHELVES;
export const SHELF_NAMES = Object.keys(LINK_SHELVES) as LinkShelf[];

/** What the list of links shows: the same text and cursors as a search of payments, on one shelf. */
export interface LinkSearch extends Pick<PaymentSearch, "q" | "older" | "newer"> {
  shelf: LinkShelf;
}

/** The search in an address; what makes no sense there is left out. */
export function parseLinkSearch(params: URLSearchParams): LinkSearch {
  const { q, older, newer } = parsePaymentSearch(params).search;
  const shelf = SHELF_NAMES.find((name) => name === params.get("show")) ?? "all";
  return { shelf, q, older, newer };
}

/** The list's address for a search. */
export function linkSearchAddress({ shelf, q, older, newer }: LinkSearch): string {
  const params = paymentSearchParams({ ...EVERYTHING, q, older, newer });
  if (shelf !== "all") params.set("show", shelf);
  return params.size > 0 ? `/checkout-links?${params}` : "/checkout-links";
}
