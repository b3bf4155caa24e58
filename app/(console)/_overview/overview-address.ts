import { paymentsAddress } from "@/components/filters/address";
import { EVERYTHING } from "@/lib/payments/search";
import type { OverviewRange } from "./overview-query";

/** The list of what retries collected in a range, read as the overview reads it. */
export function recoveredAddress({ days, basis, merchantId, mode }: OverviewRange, currency: string): string {
  const range = `${days}d` as const;
  const search = {
    ...EVERYTHING,
    currency: [currency],
    merchant: merchantId ? [merchantId] : [],
    mode: mode ?? undefined,
  };
  return paymentsAddress(
    basis === "event" ? { ...search, recovered: range } : { ...search, recovered: "any", range },
  );
}

/** The address of the overview over a range: what is shown can be kept and sent. */
export function overviewAddress(range: OverviewRange): string {
  return `/?${new URLSearchParams(overviewParams(range))}`;
}

/** What an address says of a range, in its order. */
export function overviewParams({
  days,
  basis,
  merchantId,
  currency,
  mode,
}: OverviewRange): [string, string][] {
  const said: [string, string | null][] = [
    ["days", String(days)],
    ["basis", basis === "event" ? null : basis],
    ["merchant", merchantId],
    ["currency", currency],
    ["mode", mode === "test" ? mode : null],
  ];
  return said.flatMap(([name, value]) => (value ? [[name, value]] : []));
}
