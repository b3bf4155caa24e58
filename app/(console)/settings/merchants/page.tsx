import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { EmptyState } from "@/components/ui/empty-state";
import { BuildingIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listMerchants } from "@/lib/merchants/list-merchants";
import { ListMerchants } from "@/lib/merchants/schemas";
import { CHECKOUT_CURRENCIES } from "@/lib/money/checkout-currencies";
import { may } from "@/lib/verb/permissions";
import { CreateMerchant } from "./create-merchant";
import { MerchantTable } from "./merchant-table";

export const metadata: Metadata = { title: "Merchants" };

export default async function MerchantsPage({ searchParams }: PageProps<"/settings/merchants">) {
  const operator = await requireOperator("merchants:read");
  const [ctx, reader, { after }] = await Promise.all([operatorCtx(), currentReader(), searchParams]);
  const input = ListMerchants.catch({ after: null }).parse({ after: after ?? null });
  const { merchants, next } = await listMerchants({ ctx, input });
  const create = may(operator, "merchants:manage") && (
    <CreateMerchant currencies={CHECKOUT_CURRENCIES} locale={reader.locale} />
  );
  return (
    <>
      <PageHeader
        title="Merchants"
        description="Who customers pay: the name and colour on the payment page, the usual currency, and what one payment may come to."
        actions={merchants.length > 0 && create}
      />
      <Card>
        {merchants.length === 0 ? (
          <EmptyState icon={BuildingIcon} title="No merchants yet" actions={create}>
            A payment belongs to a merchant, so there has to be one before the first link can be made.
          </EmptyState>
        ) : (
          <>
            <MerchantTable merchants={merchants} />
            {(next || input.after) && (
              <Pagination
                newerHref={next && `/settings/merchants?after=${next}`}
                olderHref={input.after ? "/settings/merchants" : null}
              />
            )}
          </>
        )}
      </Card>
    </>
  );
}
