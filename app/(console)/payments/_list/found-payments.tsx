import { packRows } from "@/app/(console)/_queries/rows";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { type PaymentSearch, paymentSearchParams } from "@/lib/payments/search";
import { findPayments } from "./find-payments";
import { listPage } from "./list-page";
import { LivePayments } from "./live-payments";
import { NoPayments } from "./no-payments";

/** The page of payments a search is on, which then follows what happens to them. */
export async function FoundPayments({ search }: { search: PaymentSearch }) {
  const [ctx, { locale }, { page, cursor }] = await Promise.all([
    operatorCtx(),
    currentReader(),
    findPayments(search),
  ]);
  const params = paymentSearchParams(search).toString();
  const { lines, ...beside } = await listPage(page, search, { now: ctx.now, locale });
  return (
    <LivePayments
      key={params}
      params={params}
      page={{ ...beside, lines: packRows(lines) }}
      cursor={cursor}
      empty={<NoPayments search={search} actor={ctx.actor} />}
    />
  );
}
