import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/app/reader";
import { PaymentRows } from "@/components/payments/payment-rows";
import { PaymentSelection } from "@/components/payments/selection";
import { Pagination } from "@/components/ui/pagination";
import { spellId } from "@/lib/ids";
import { firstPage, type PaymentSearch } from "@/lib/payments/search";
import { type PaymentPage, SEARCH_COUNT_MAX } from "@/lib/payments/search-payments";
import { pageAddress } from "./address";
import { findPayments } from "./find-payments";
import { NoPayments } from "./no-payments";

/** The page of payments a search is on. */
export async function FoundPayments({ search }: { search: PaymentSearch }) {
  const [ctx, { locale }, found] = await Promise.all([operatorCtx(), currentReader(), findPayments(search)]);
  const { rows, older, newer, count } = found;
  if (rows.length === 0) return <NoPayments search={search} actor={ctx.actor} />;
  const first = firstPage(search);
  return (
    <PaymentSelection
      locale={locale}
      payments={rows.map(({ id, initialAmountMinor, currency }) => ({
        id: spellId("pay", id),
        amountMinor: initialAmountMinor.toString(),
        currency,
      }))}
    >
      <PaymentRows caption="Payments, newest first" payments={rows} selectable />
      <Pagination
        newerHref={newer && pageAddress({ ...first, newer })}
        olderHref={older && pageAddress({ ...first, older })}
        summary={foundText(count)}
      />
    </PaymentSelection>
  );
}

export function foundText({ value, capped }: PaymentPage["count"]): string {
  if (capped) return `More than ${SEARCH_COUNT_MAX} payments`;
  return value === 1 ? "1 payment" : `${value} payments`;
}
