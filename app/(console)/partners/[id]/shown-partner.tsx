"use client";

import { BankAccountCard } from "@/app/(console)/_bank-accounts/bank-account-card";
import type { QueryData } from "@/app/(console)/_queries/all";
import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { LiveObject } from "@/components/live/live-object";
import { CommissionRows } from "@/components/referrals/commission-rows";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { IntentLink } from "@/components/ui/intent-link";
import { PageHeader } from "@/components/ui/page-header";
import { useReader } from "@/components/ui/reader-context";
import { ShortId } from "@/components/ui/short-id";
import { CURRENCY_CODES } from "@/lib/money/currencies";
import { AddPartnership } from "./add-partnership";
import { Balances } from "./balances";
import { PartnershipCard } from "./partnership-card";

type Shown = QueryData<"partner">;

export function ShownPartner(hydrated: Hydrated<"partner">) {
  const { partner, balances, partnerships, manage, ...rest } = useConsoleQuery("partner", hydrated);
  const { locale } = useReader();
  return (
    <>
      <PageHeader
        up={{ href: "/partners", label: "Partners" }}
        title={partner.name}
        beside={<LiveObject of="partner" cursor={hydrated.shown.cursor} />}
        actions={
          <>
            {balances.some(({ owedMinor }) => owedMinor > 0n) && (
              <IntentLink href={`/payouts?partner=${partner.reference}`} className={buttonVariants()}>
                Due to this partner
              </IntentLink>
            )}
            {manage && <AddPartnership partnerId={partner.id} currencies={CURRENCY_CODES} locale={locale} />}
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid grid-cols-1 gap-4">
          {partnerships.map((partnership) => (
            <PartnershipCard key={partnership.id} partnership={partnership} manage={manage} />
          ))}
          {partnerships.length === 0 && (
            <Card>
              <CardHeader
                title="No terms yet"
                description="Agree on terms before the first referral: a code without a partnership is refused."
              />
            </Card>
          )}
          <Commissions partnerId={partner.id} commissions={rest.commissions} locale={locale} />
        </div>
        <div className="grid grid-cols-1 gap-4">
          <Balances balances={balances} />
          <BankAccountCard {...rest.bankAccount} description="Where this partner is paid to" />
          <Contact partner={partner} />
        </div>
      </div>
    </>
  );
}

function Contact({ partner: { email, slug, reference } }: { partner: Shown["partner"] }) {
  return (
    <Card>
      <CardHeader title="Contact" />
      <CardBody>
        <DefinitionList>
          <Definition term="E-mail">{email}</Definition>
          <Definition term="Referral code">
            <span className="font-mono text-xs">{slug}</span>
          </Definition>
          <Definition term="Id">
            <ShortId id={reference} name="partner id" />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}

function Commissions({
  partnerId,
  commissions: { rows, more },
  locale,
}: {
  partnerId: string;
  commissions: Shown["commissions"];
  locale: string;
}) {
  return (
    <Card>
      <CardHeader
        title="Commissions"
        actions={
          more && (
            <IntentLink
              href={`/commissions?partner=${partnerId}`}
              className="text-primary text-xs hover:underline"
            >
              Show all
            </IntentLink>
          )
        }
      />
      {rows.length > 0 ? (
        <CommissionRows commissions={rows} locale={locale} />
      ) : (
        <CardBody className="text-muted-foreground">
          No payment of their referrals has earned anything yet.
        </CardBody>
      )}
    </Card>
  );
}
