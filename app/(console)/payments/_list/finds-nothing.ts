import { DIRECTION_NAMES } from "@/components/payments/direction-words";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import { findsNothing, KIND_FILTERS, type KindFilter, kindsSearched } from "@/lib/payments/kinds/filters";
import type { PaymentSearch } from "@/lib/payments/search";

/** What a filter says of itself that finds nothing among the kinds that are searched, however it is set. */
export function nothingOf(filter: KindFilter, search: PaymentSearch): string | undefined {
  const kinds = kindsSearched(search);
  if (!findsNothing(filter, kinds)) return undefined;
  const names = new Intl.ListFormat("en", { type: "conjunction" });
  return `Finds nothing: ${names.format(kinds.map((kind) => KIND_RULES[kind].name))} payments have ${NEVER[filter]}.`;
}

/** Why a search can never find anything, whatever payments there are: a sentence for each of its filters. */
export function whyNothing(search: PaymentSearch): string[] {
  const said = KIND_FILTERS.flatMap((filter) =>
    isSet(search[filter]) ? (nothingOf(filter, search) ?? []) : [],
  );
  const { direction, duplicates } = search;
  if (duplicates && direction.length > 0 && !direction.includes("in"))
    said.push(`Finds nothing: only ${DIRECTION_NAMES.in.toLowerCase()} can be paid twice.`);
  return said;
}

function isSet(value: string | readonly string[] | undefined): boolean {
  return value !== undefined && value.length > 0;
}

/** What payments that a filter never finds do not have. */
const NEVER: Record<KindFilter, string> = {
  scheme: "no scheme",
  account: "no account at a provider",
  failure: "no decline",
  attempts: "no attempts here",
  recovered: "no retries",
};
