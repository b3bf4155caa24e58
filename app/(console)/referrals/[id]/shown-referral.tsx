"use client";

import type { QueryData } from "@/app/(console)/_queries/all";
import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { LiveObject } from "@/components/live/live-object";
import { CommissionRows } from "@/components/referrals/commission-rows";
import { StateBadge } from "@/components/referrals/state-badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { IntentLink } from "@/components/ui/intent-link";
import { PageHeader } from "@/components/ui/page-header";
import { useReader } from "@/components/ui/reader-context";
import { ShortId } from "@/components/ui/short-id";
import { describeTerms } from "@/lib/referrals/commissions/rule";
import { ReferralHistory } from "./history";
import { PaymentRows } from "./payment-rows";
import { ReferralSteps } from "./referral-steps";
import { Subscriptions } from "./subscriptions";

export function ShownReferral(hydrated: Hydrated<"referral">) {
  const referral = useConsoleQuery("referral", hydrated);
  const { locale } = useReader();
  const { id, merchantId, reference, commissions, mayChurn, mayReject } = referral;
  return (
    <>
      <PageHeader
        up={{ href: "/referrals", label: "Referrals" }}
        title={referral.name}
        beside={<LiveObject of="referral" cursor={hydrated.shown.cursor} />}
        actions={
          <>
            {(mayChurn || mayReject) && (
              <ReferralSteps id={id} merchantId={merchantId} churn={mayChurn} reject={mayReject} />
            )}
            {referral.mayRecord && (
              <ButtonLink href={`/referrals/record?referral=${reference}`} variant="primary">
                Record a payment
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid grid-cols-1 gap-4">
          <Subscriptions subscriptions={referral.subscriptions} churned={referral.state !== "paid"} />
          <Card>
            <CardHeader title="Payments" />
            <PaymentRows payments={referral.payments} />
          </Card>
          <Card>
            <CardHeader title="Commissions" />
            {commissions.length > 0 ? (
              <CommissionRows commissions={commissions} locale={locale} />
            ) : (
              <CardBody className="text-muted-foreground">
                Nothing has been earned by this referral yet.
              </CardBody>
            )}
          </Card>
        </div>
        <div className="grid grid-cols-1 gap-4">
          <Facts referral={referral} locale={locale} />
          <Card>
            <CardHeader title="ReferralHistory" />
            <CardBody>
              <ReferralHistory steps={referral.history} />
            </CardBody>
          </Card>
        </div>
      </div>
    </>
  );
}

function Facts({ referral, locale }: { referral: QueryData<"referral">; locale: string }) {
  const { partner, terms, state, partnershipState, uid, email, reference } = referral;
  return (
    <Card>
      <CardHeader title="Facts" actions={<StateBadge state={state} />} />
      <CardBody>
        <DefinitionList>
          <Definition term="Partner">
            <IntentLink href={`/partners/${partner.id}`} className="text-primary hover:underline">
              {partner.name}
            </IntentLink>
          </Definition>
          <Definition term="Terms">{describeTerms(terms, locale)}</Definition>
          <Definition term="Partnership">
            <StateBadge state={partnershipState} />
          </Definition>
          {uid && <Definition term="Customer’s id">{uid}</Definition>}
          {email && <Definition term="E-mail">{email}</Definition>}
          <Definition term="Id">
            <ShortId id={reference} name="referral id" />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}
