import { OVERVIEW_MODES, type OverviewMode } from "@/lib/payments/overview";
import { ChoiceLinks } from "./choice-links";
import { overviewAddress } from "./overview-address";
import type { OverviewRange } from "./overview-query";

const NAMES: Record<OverviewMode, string> = { not_test: "Live", test: "Tests" };

/** Real money or tests, which are never summed together. Nothing where a deployment does not have both. */
export function ModeLinks({ range }: { range: OverviewRange }) {
  if (!range.mode) return null;
  const choices = OVERVIEW_MODES.map((mode) => ({
    name: NAMES[mode],
    href: overviewAddress({ ...range, mode }),
    current: mode === range.mode,
  }));
  return <ChoiceLinks label="Live or test" choices={choices} />;
}
