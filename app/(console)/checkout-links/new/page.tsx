import type { Metadata } from "next";
import { LinkForm } from "@/app/(console)/checkout-links/new/_form/link-form";
import {
  emptyValues,
  type LinkCurrency,
  valuesLike,
} from "@/app/(console)/checkout-links/new/_form/link-values";
import { operatorCtx, requireOperator } from "@/app/operator";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { EmptyState } from "@/components/ui/empty-state";
import { BuildingIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { getCheckoutLink } from "@/lib/checkout/get-checkout-link";
import { linkOfForm } from "@/lib/checkout/links/create-link";
import { hasLiveConnection } from "@/lib/connectors/connection";
import { spellId } from "@/lib/ids";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { may } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";

export const metadata: Metadata = { title: "New checkout link" };

export default async function NewLinkPage({ searchParams }: PageProps<"/checkout-links/new">) {
  const operator = await requireOperator("payments:create");
  const { like, form } = await searchParams;
  const ctx = await operatorCtx();
  const [merchants, { locale }, model, made] = await Promise.all([
    offeredMerchants({ ctx }),
    currentReader(),
    typeof like === "string" ? linkLike(like) : null,
    typeof form === "string" ? linkOfForm({ ctx, input: { key: form } }) : null,
  ]);
  const [first] = merchants;
  return (
    <>
      <PageHeader up={{ href: "/checkout-links", label: "Checkout links" }} title="New checkout link" />
      {first ? (
        <LinkForm
          initial={model ? valuesLike(model) : emptyValues(first.id, first.defaultCurrency as LinkCurrency)}
          merchants={merchants.map(({ id, name, logoColor, defaultCurrency, paymentLimitMinor }) => ({
            id,
            name,
            logoColor,
            defaultCurrency,
            paymentLimitMinor,
          }))}
          locale={locale}
          mayAddCustomers={may(operator, "customers:write")}
          deletedCustomer={model?.customer?.deletedAt ? model.customer.name : null}
          made={made && spellId("pay", made.id)}
          testMode={!(await hasLiveConnection())}
        />
      ) : (
        <Card>
          <EmptyState
            icon={BuildingIcon}
            title="A link needs a merchant"
            actions={<ButtonLink href="/settings/merchants">Go to merchants</ButtonLink>}
          >
            The customer sees whom they pay. An admin can add the first merchant.
          </EmptyState>
        </Card>
      )}
    </>
  );
}

/** The link to fill the form in from; a link that is gone leaves it empty. */
async function linkLike(id: string) {
  try {
    return await getCheckoutLink({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)) return null;
    throw err;
  }
}
