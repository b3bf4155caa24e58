"use client";

import { lazy, Suspense } from "react";
import { BankAccountCard } from "@/app/(console)/_bank-accounts/bank-account-card";
import type { QueryData } from "@/app/(console)/_queries/all";
import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { PageHeader } from "@/components/ui/page-header";
import { useReader } from "@/components/ui/reader-context";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { CHECKOUT_CURRENCIES, CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { asTyped } from "@/lib/money/format";
import { RedirectSecret } from "./redirect-secret";

const EditMerchant = lazy(() => import("./edit-merchant"));

type Merchant = QueryData<"merchant">;

export function ShownMerchant(hydrated: Hydrated<"merchant">) {
  const merchant = useConsoleQuery("merchant", hydrated);
  const { locale } = useReader();
  const { id, manage } = merchant;
  return (
    <>
      <PageHeader title={merchant.name} up={{ href: "/settings/merchants", label: "Merchants" }} />
      <div className="grid max-w-4xl items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <Card>
          <CardHeader title={manage ? "Name, look and limit" : "Facts"} />
          <CardBody>
            {manage ? (
              <Suspense>
                <EditMerchant
                  id={id}
                  seen={merchant.seen}
                  values={formOf(merchant, locale)}
                  currencies={CHECKOUT_CURRENCIES}
                  locale={locale}
                />
              </Suspense>
            ) : (
              <Facts merchant={merchant} />
            )}
          </CardBody>
        </Card>
        <div className="grid gap-4">
          <Card>
            <CardHeader title="Id" description="What a program calls merchantId." />
            <CardBody>
              <ShortId id={spellId("mer", id)} name="merchant id" />
            </CardBody>
          </Card>
          <BankAccountCard {...merchant.bankAccount} description="Where payouts to partners are paid from" />
          {manage && (
            <Card>
              <CardHeader
                title="Redirect secret"
                description="Signs the address a customer is sent back to, so that the merchant’s site can tell it came from here."
              />
              <CardBody>
                <RedirectSecret id={id} version={merchant.redirectSecretVersion} />
              </CardBody>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

function Facts({ merchant: { defaultCurrency, paymentLimitMinor, createdAt } }: { merchant: Merchant }) {
  return (
    <DefinitionList>
      <Definition term="Usual currency">{defaultCurrency}</Definition>
      <Definition term="Limit per payment">
        <Money amountMinor={paymentLimitMinor} currency={defaultCurrency} precision={CHECKOUT_PRECISION} />
      </Definition>
      <Definition term="Created">
        <Time at={createdAt} />
      </Definition>
    </DefinitionList>
  );
}

function formOf({ name, logoColor, defaultCurrency, paymentLimitMinor }: Merchant, locale: string) {
  return {
    name,
    logoColor,
    defaultCurrency,
    paymentLimit: asTyped(paymentLimitMinor, CHECKOUT_PRECISION, locale),
  };
}
