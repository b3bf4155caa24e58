"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { BuildingIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { useReader } from "@/components/ui/reader-context";
import { CHECKOUT_CURRENCIES } from "@/lib/money/checkout-currencies";
import { CreateMerchant } from "./create-merchant";
import { MerchantTable } from "./merchant-table";

export function FoundMerchants(hydrated: Hydrated<"merchants">) {
  const { lines, newerHref, olderHref, mayCreate } = useConsoleQuery("merchants", hydrated);
  const { locale } = useReader();
  const create = mayCreate && <CreateMerchant currencies={CHECKOUT_CURRENCIES} locale={locale} />;
  return (
    <>
      <PageHeader
        title="Merchants"
        description="Who customers pay: the name and colour on the payment page, the usual currency, and what one payment may come to."
        actions={lines.length > 0 && create}
      />
      <Card>
        {lines.length === 0 ? (
          <EmptyState icon={BuildingIcon} title="No merchants yet" actions={create}>
            A payment belongs to a merchant, so there has to be one before the first link can be made.
          </EmptyState>
        ) : (
          <>
            <MerchantTable merchants={lines} />
            {(newerHref || olderHref) && <Pagination newerHref={newerHref} olderHref={olderHref} />}
          </>
        )}
      </Card>
    </>
  );
}
