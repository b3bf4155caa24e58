import { KIND_OF_CATEGORY, type PaymentCategory } from "@/lib/payments/category";
import type { PaymentKind } from "@/lib/payments/status";

/** Filters that not every kind of payment can be found by. */
export const KIND_FILTERS = ["scheme", "account", "failure", "attempts", "recovered"] as const;
export type KindFilter = (typeof KIND_FILTERS)[number];

/** Which of them find something among payments of each kind: what one of them never has, nothing is found by. */
export const FILTERS_OF: Record<PaymentKind, readonly KindFilter[]> = {
  checkout: ["scheme", "failure", "attempts"],
  policy: ["failure", "attempts", "recovered"],
  // Recorded when they have been made.
  referral: [],
  // The provider says what became of each, and never why.
  connected: ["scheme", "account"],
};

/** Whether a filter finds nothing however it is set, as none of the kinds chosen has what it asks for. */
export function findsNothing(filter: KindFilter, kinds: readonly PaymentKind[]): boolean {
  return kinds.length > 0 && kinds.every((kind) => !FILTERS_OF[kind].includes(filter));
}

/** The kinds that a search narrows itself to, by kind or by type; none where it does neither. */
export function kindsSearched({
  kind,
  type,
}: {
  kind: readonly PaymentKind[];
  type: readonly PaymentCategory[];
}): readonly PaymentKind[] {
  const ofTypes = [...new Set(type.map((each) => KIND_OF_CATEGORY[each]))];
  if (kind.length === 0) return ofTypes;
  return ofTypes.length === 0 ? kind : kind.filter((each) => ofTypes.includes(each));
}
