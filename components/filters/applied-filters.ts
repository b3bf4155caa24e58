import { declineLabel } from "@/components/payments/decline-text";
import { DIRECTION_NAMES } from "@/components/payments/direction-words";
import { statusLook } from "@/components/payments/status";
import { DEFAULT_LOCALE, plainAsTyped } from "@/lib/money/format";
import { CATEGORY_NAMES } from "@/lib/payments/category";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import type { SEARCH_FIELDS } from "@/lib/payments/listing/parse-search";
import type { ListName, PaymentSearch, SingleName } from "@/lib/payments/search";
import { paymentsAddress } from "./address";
import {
  AGAIN_NAMES,
  MODE_NAMES,
  OUTCOME_NAMES,
  RANGE_NAMES,
  RECOVERED_NAMES,
  SORT_NAMES,
} from "./filter-names";
import { orderNote } from "./order-note";
import { schemeLabel } from "./scheme-label";

/** One filter in words, and the list without it. */
export interface AppliedFilter {
  key: string;
  name: string;
  value: string;
  /** Why it does not do what it says, and what makes it. */
  note?: string | undefined;
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
  const without = (change: Partial<PaymentSearch>) => paymentsAddress({ ...search, ...change });
  const list = <Name extends ListName>(
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
  const applied: Record<keyof typeof SEARCH_FIELDS, AppliedFilter[]> = {
    q: single("q", "Search"),
    status: list("status", "Status", (status) => statusLook(status).label),
    range: single("range", "Created", search.range && RANGE_NAMES[search.range]),
    from: single("from", "From"),
    to: single("to", "To"),
    min: single("min", "At least", search.min && plainAsTyped(search.min, locale)),
    max: single("max", "At most", search.max && plainAsTyped(search.max, locale)),
    currency: list("currency", "Currency", String),
    kind: list("kind", "Kind", (kind) => KIND_RULES[kind].name),
    type: list("type", "Type", (type) => CATEGORY_NAMES[type]),
    direction: list("direction", "Direction", (direction) => DIRECTION_NAMES[direction]),
    merchant: list("merchant", "Merchant", (id) => names.merchants.get(id) ?? id),
    connector: list("connector", "Connector", (id) => names.connectors.get(id) ?? id),
    scheme: list("scheme", "Scheme", schemeLabel),
    account: single("account", "Account"),
    attempts: single("attempts", "Attempts", search.attempts && "Failed"),
    recovered: single(
      "recovered",
      "Recovered by retry",
      search.recovered && RECOVERED_NAMES[search.recovered],
    ),
    again: single("again", "Another attempt", search.again && AGAIN_NAMES[search.again]),
    failure: list("failure", "Failure", declineLabel),
    outcome: single("outcome", "Outcome", search.outcome && OUTCOME_NAMES[search.outcome]),
    dispute: single("dispute", "Dispute", search.dispute && "Open"),
    mode: single("mode", "Live or test", search.mode && MODE_NAMES[search.mode]),
    duplicates: single("duplicates", "Paid twice", search.duplicates && "Possible duplicates"),
    metadata: list("metadata", "Metadata", String),
    sort: single("sort", "Order", search.sort && SORT_NAMES[search.sort]).map((order) => ({
      ...order,
      note: orderNote(search),
    })),
    // Where a page begins narrows nothing.
    older: [],
    newer: [],
  };
  return Object.values(applied).flat();
}
