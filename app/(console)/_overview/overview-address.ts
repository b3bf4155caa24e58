import type { OverviewRange } from "./overview-query";

/** The address of the overview over a range: what is shown can be kept and sent. */
export function overviewAddress({ days, basis, currency }: OverviewRange): string {
  const params = new URLSearchParams({ days: String(days) });
  if (basis !== "event") params.set("basis", basis);
  if (currency) params.set("currency", currency);
  return `/?${params}`;
}
