import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { ExportButton } from "@/app/(console)/payments/_list/export-button";
import { FoundPayments } from "@/app/(console)/payments/_list/found-payments";
import { LiveSlot } from "@/app/(console)/payments/_list/live-slot";
import { PaymentFilters } from "@/app/(console)/payments/_list/payment-filters";
import { searchFrom } from "@/app/(console)/payments/_list/search-from";
import { operatorCtx, requireOperator } from "@/app/operator";
import { AppliedChips } from "@/components/filters/applied-chips";
import { appliedFilters } from "@/components/filters/applied-filters";
import { IgnoredNotice } from "@/components/filters/ignored-notice";
import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import { Card } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { listConnectors } from "@/lib/connected/connectors/connectors";
import { readAnyId, spellId } from "@/lib/ids";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { getPayment } from "@/lib/payments/get-payment";
import { listPaymentCurrencies } from "@/lib/payments/list-payment-currencies";
import type { Ctx } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";

export const metadata: Metadata = { title: "Payments" };

export default async function PaymentsPage({ searchParams }: PageProps<"/payments">) {
  await requireOperator("payments:read");
  const { search, ignored } = searchFrom(await searchParams);
  const ctx = await operatorCtx();
  const named = search.q ? await paymentNamed(ctx, search.q) : null;
  if (named) redirect(`/payments/${spellId("pay", named)}`);
  const [merchants, connectors, currencies, { locale }] = await Promise.all([
    offeredMerchants({ ctx }),
    listConnectors({ ctx }),
    listPaymentCurrencies({ ctx }),
    currentReader(),
  ]);
  const names = {
    merchants: new Map(merchants.map((each) => [each.id, each.name])),
    connectors: new Map(connectors.map((each) => [each.id, each.name])),
  };
  const mayExport = may(ctx.actor, "payments:export");
  return (
    <>
      <PageHeader
        title="Payments"
        beside={<LiveSlot />}
        actions={
          <Suspense fallback={mayExport && <Skeleton className="h-8 w-48 pointer-coarse:h-10" />}>
            <ExportButton search={search} />
          </Suspense>
        }
      />
      <div className="mb-3 grid gap-2.5">
        <PaymentFilters search={search} options={{ merchants, connectors, currencies }} />
        <AppliedChips filters={appliedFilters(search, names, locale)} />
        <IgnoredNotice ignored={ignored} />
      </div>
      <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        <Suspense fallback={<RowsSkeleton />}>
          <FoundPayments search={search} />
        </Suspense>
      </Card>
    </>
  );
}

/** The payment whose very id was typed; a reference that only looks like an id finds nothing here. */
async function paymentNamed(ctx: Ctx, text: string): Promise<string | null> {
  if (!readAnyId(text)) return null;
  try {
    return (await getPayment({ ctx, input: { id: text } })).payment.id;
  } catch (err) {
    if (problemOf(err)?.code === "not_found") return null;
    throw err;
  }
}
