import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { BankAccountCard } from "@/app/(console)/_bank-accounts/bank-account-card";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { PageHeader } from "@/components/ui/page-header";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { readAnyId, spellId } from "@/lib/ids";
import { getMerchant } from "@/lib/merchants/get-merchant";
import type { Merchant } from "@/lib/merchants/merchant";
import { CHECKOUT_CURRENCIES, CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { asTyped } from "@/lib/money/format";
import { may } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";
import { EditMerchant } from "./edit-merchant";
import { RedirectSecret } from "./redirect-secret";

export async function generateMetadata({ params }: PageProps<"/settings/merchants/[id]">): Promise<Metadata> {
  await requireOperator("merchants:read");
  return { title: (await found((await params).id)).name };
}

export default async function MerchantPage({ params }: PageProps<"/settings/merchants/[id]">) {
  const operator = await requireOperator("merchants:read");
  const merchant = await found((await params).id);
  const { locale } = await currentReader();
  const manage = may(operator, "merchants:manage");
  return (
    <>
      <PageHeader title={merchant.name} up={{ href: "/settings/merchants", label: "Merchants" }} />
      <div className="grid max-w-4xl items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <Card>
          <CardHeader title={manage ? "Name, look and limit" : "Facts"} />
          <CardBody>
            {manage ? (
              <EditMerchant
                id={merchant.id}
                values={formOf(merchant, locale)}
                currencies={CHECKOUT_CURRENCIES}
                locale={locale}
              />
            ) : (
              <Facts merchant={merchant} />
            )}
          </CardBody>
        </Card>
        <div className="grid gap-4">
          <Card>
            <CardHeader title="Id" description="What a program calls merchantId." />
            <CardBody>
              <ShortId id={spellId("mer", merchant.id)} name="merchant id" />
            </CardBody>
          </Card>
          <BankAccountCard
            owner={{ type: "merchant", id: merchant.id }}
            description="Where payouts to partners are paid from"
          />
          {manage && (
            <Card>
              <CardHeader
                title="Redirect secret"
                description="Signs the address a customer is sent back to, so that the merchant’s site can tell it came from here."
              />
              <CardBody>
                <RedirectSecret id={merchant.id} version={merchant.redirectSecretVersion} />
              </CardBody>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

const found = cache(async (spelled: string) => {
  const id = readAnyId(spelled);
  if (!id) notFound();
  return getMerchant({ ctx: await operatorCtx(), input: { id } }).catch((err: unknown) => {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  });
});

async function Facts({ merchant }: { merchant: Merchant }) {
  return (
    <DefinitionList>
      <Definition term="Usual currency">{merchant.defaultCurrency}</Definition>
      <Definition term="Limit per payment">
        <Money
          amountMinor={merchant.paymentLimitMinor}
          currency={merchant.defaultCurrency}
          precision={CHECKOUT_PRECISION}
        />
      </Definition>
      <Definition term="Created">
        <Time at={merchant.createdAt} />
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
