import { type Amount, ofCurrency, totalsOf } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import type { MerchantPayout } from "@/lib/referrals/payouts/preview-every-payout";
import type { PreviewedLine } from "@/lib/referrals/payouts/preview-payout";

/** What lines pay: those that are paid, their totals by currency, and how many partners they go to. */
export function paidOf(lines: readonly PreviewedLine[]) {
  const paid = lines.filter(({ outcome }) => outcome === "paid");
  return {
    paid,
    totals: totalsOf(paid.map(({ amountMinor, currency }) => ofCurrency(amountMinor, currency))),
    partners: new Set(paid.map(({ partnerId }) => partnerId)).size,
  };
}

/** "€24.00 and $5.00": never one sum over currencies. */
export function totalText(totals: readonly Amount[], locale: string): string {
  return new Intl.ListFormat("en").format(totals.map((each) => formatMoney(each, { locale })));
}

export function partnersText(count: number): string {
  return count === 1 ? "1 partner" : `${count} partners`;
}

/** What several merchants pay together, counting those alone that pay somebody; null where there is nothing to add up. */
export function dueInAll(merchants: readonly MerchantPayout[], locale: string): string | null {
  if (merchants.length < 2) return null;
  const previewed = merchants.flatMap((each) => ("preview" in each ? [each.preview.lines] : []));
  const { totals, partners } = paidOf(previewed.flat());
  if (partners === 0)
    return previewed.length === merchants.length
      ? `Nothing to pay yet of ${merchants.length} merchants: everything is carried over.`
      : null;
  const paying = previewed.filter((lines) => paidOf(lines).partners > 0).length;
  return `${totalText(totals, locale)} to ${partnersText(partners)} of ${paying === 1 ? "1 merchant" : `${paying} merchants`}`;
}
