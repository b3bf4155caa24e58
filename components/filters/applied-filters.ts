import { declineLabel } from "@/components/payments/decline-text";
import { DIRECTION_NAMES } from "@/components/payments/direction-words";
import { statusLook } from "@/components/payments/status";
import { DEFAULT_LOCALE, plainAsTyped } from "@/lib/money/format";
import { CATEGORY_NAMES } from "@/lib/payments/category";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import type { EVERYTHING, PaymentSearch } from "@/lib/payments/search";
import { listAddress } from "./address";
import {
  AGAIN_NAMES,
  MODE_NAMES,
  OUTCOME_NAMES,
  RANGE_NAMES,
  RECOVERED_NAMES,
  SORT_NAMES,
} from "./filter-names";
import { schemeLabel } from "./scheme-label";

/** One filter in words, and the list without it. */
export interface AppliedFilter {
  key: string;
  name: string;
  value: string;
  hrefWithout: string;
}

/** What ids in a search are called. */
export interface Names {
  merchants: ReadonlyMap<string, string>;
  connectors: ReadonlyMap<string, string>;
}

/** Everything that narrows a search, in the order the filters stand. */
export function appliedFilters(
  search: PaymentSearch,
  names: Names,
  locale: string = DEFAULT_LOCALE,
): AppliedFilter[] {
  const without = (change: Partial<PaymentSearch>) => listAddress({ ...search, ...change });
  const list = <Name extends keyof typeof EVERYTHING & ListName>(
    parameter: Name,
    name: string,
    value: (item: PaymentSearch[Name][number]) => string,
  ) =>
    search[parameter].map((item) => ({
      key: `${parameter}=${item}`,
      name,
      value: value(item),
      hrefWithout: without({ [parameter]: search[parameter].filter((each) => each !== item) }),
    }));
  const single = (parameter: SingleName, name: string, value = search[parameter]) =>
    search[parameter] === undefined
      ? []
      : [{ key: parameter, name, value: value ?? "", hrefWithout: without({ [parameter]: undefined }) }];
  return [
    ...single("q", "Search"),
    ...list("status", "Status", (status) => statusLook(status).label),
    ...single("range", "Created", search.range && RANGE_NAMES[search.range]),
    ...single("from", "From"),
    ...single("to", "To"),
    ...single("min", "At least", search.min && plainAsTyped(search.min, locale)),
    ...single("max", "At most", search.max && plainAsTyped(search.max, locale)),
    ...list("currency", "Currency", String),
    ...list("kind", "Kind", (kind) => KIND_RULES[kind].name),
    ...list("type", "Type", (type) => CATEGORY_NAMES[type]),
    ...list("direction", "Direction", (direction) => DIRECTION_NAMES[direction]),
    ...list("merchant", "Merchant", (id) => names.merchants.get(id) ?? id),
    ...list("connector", "Connector", (id) => names.connectors.get(id) ?? id),
    ...list("scheme", "Scheme", schemeLabel),
    ...single("account", "Account"),
    ...single("attempts", "Attempts", search.attempts && "Failed"),
    ...single("recovered", "Recovered by retry", search.recovered && RECOVERED_NAMES[search.recovered]),
    ...single("again", "Another attempt", search.again && AGAIN_NAMES[search.again]),
    ...list("failure", "Failure", declineLabel),
    ...single("outcome", "Outcome", search.outcome && OUTCOME_NAMES[search.outcome]),
    ...single("mode", "Live or test", search.mode && MODE_NAMES[search.mode]),
    ...single("duplicates", "Paid twice", search.duplicates && "Possible duplicates"),
    ...list("metadata", "Metadata", String),
    ...single("sort", "Order", search.sort && SORT_NAMES[search.sort]),
  ];
}

type ListName =
  | ("status" | "kind" | "type" | "direction" | "currency")
  | ("merchant" | "connector" | "scheme" | "failure" | "metadata");
type SingleName = Exclude<keyof PaymentSearch, ListName>;
