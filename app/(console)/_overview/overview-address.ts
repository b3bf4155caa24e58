import { listAddress } from "@/components/filters/address";
import { EVERYTHING } from "@/lib/payments/search";
import type { OverviewRange } from "./overview-query";

/** The list of what retries collected in a range, read as the overview reads it. */
export function recoveredAddress({ days, basis }: OverviewRange, currency: string): string {
  const range = `${days}d` as const;
  const search = { ...EVERYTHING, currency: [currency] };
  return listAddress(
    basis === "event" ? { ...search, recovered: range } : { ...search, recovered: "any", range },
  );
}

/** The address of the overview over a range: what is shown can be kept and sent. */
export function overviewAddress({ days, basis, currency }: OverviewRange): string {
  const params = new URLSearchParams({ days: String(days) });
  if (basis !== "event") params.set("basis", basis);
  if (currency) params.set("currency", currency);
  return `/?${params}`;
}
