import { OVERVIEW_DAYS } from "@/lib/payments/overview";
import { ChoiceLinks } from "./choice-links";
import { overviewAddress } from "./overview-address";
import type { OverviewRange } from "./overview-query";

/** How many days are shown. */
export function RangeLinks({ range }: { range: OverviewRange }) {
  const choices = OVERVIEW_DAYS.map((days) => ({
    name: `${days} days`,
    href: overviewAddress({ ...range, days }),
    current: days === range.days,
  }));
  return <ChoiceLinks label="Range" choices={choices} />;
}
