import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { CommissionRows } from "@/components/referrals/commission-rows";
import { StateBadge } from "@/components/referrals/state-badge";
import { rateText } from "@/components/referrals/terms-text";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { ShortId } from "@/components/ui/short-id";
import { spellId } from "@/lib/ids";
import { listCommissions } from "@/lib/referrals/commissions/list-commissions";
import { getReferral } from "@/lib/referrals/referrals/get-referral";
import { paymentRefusals, referralMayBecome } from "@/lib/referrals/referrals/states";
import { may } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";
import { History } from "./history";
import { PaymentRows } from "./payment-rows";
import { ReferralSteps } from "./referral-steps";
import { Subscriptions } from "./subscriptions";

export async function generateMetadata({ params }: PageProps<"/referrals/[id]">): Promise<Metadata> {
  await requireOperator("referrals:read");
  const { referral } = await found((await params).id);
  return { title: referral.email ?? referral.uid ?? "Referral" };
}

const COMMISSIONS_SHOWN = 50;

export default async function ReferralPage({ params }: PageProps<"/referrals/[id]">) {
  const operator = await requireOperator("referrals:read");
  const [ctx, { locale }] = await Promise.all([operatorCtx(), currentReader()]);
  const { referral, subscriptions, payments, history } = await found((await params).id);
  const { id, merchantId, state, partnershipState } = referral;
  const commissions = await listCommissions({
    ctx,
    input: { referralId: id, page: 1, per_page: COMMISSIONS_SHOWN },
  });
  const manage = may(operator, "referrals:manage");
  const payable = paymentRefusals(state, partnershipState).length === 0;
  return (
    <>
      <PageHeader
        up={{ href: "/referrals", label: "Referrals" }}
        title={referral.email ?? referral.uid}
        actions={
          <>
            {manage && (
              <ReferralSteps
                id={id}
                merchantId={merchantId}
                churn={referralMayBecome(state, "churned")}
                reject={referralMayBecome(state, "rejected")}
              />
            )}
            {payable && may(operator, "payments:create") && (
              <ButtonLink href={`/referrals/record?referral=${spellId("ref", id)}`} variant="primary">
                Record a payment
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid grid-cols-1 gap-4">
          <Subscriptions subscriptions={subscriptions} churned={state !== "paid"} />
          <Card>
            <CardHeader title="Payments" />
            <PaymentRows payments={payments} />
          </Card>
          <Card>
            <CardHeader title="Commissions" />
            {commissions.rows.length > 0 ? (
              <CommissionRows commissions={commissions.rows} locale={locale} />
            ) : (
              <CardBody className="text-muted-foreground">
                Nothing has been earned by this referral yet.
              </CardBody>
            )}
          </Card>
        </div>
        <div className="grid grid-cols-1 gap-4">
          <Card>
            <CardHeader title="Facts" actions={<StateBadge state={state} />} />
            <CardBody>
              <DefinitionList>
                <Definition term="Partner">
                  <Link
                    href={`/partners/${spellId("ptr", referral.partnerId)}`}
                    className="text-primary hover:underline"
                  >
                    {referral.partnerName}
                  </Link>
                </Definition>
                <Definition term="Terms">{rateText(referral.terms, locale)}</Definition>
                <Definition term="Partnership">
                  <StateBadge state={partnershipState} />
                </Definition>
                {referral.uid && <Definition term="Customer’s id">{referral.uid}</Definition>}
                {referral.email && <Definition term="E-mail">{referral.email}</Definition>}
                <Definition term="Id">
                  <ShortId id={spellId("ref", id)} name="referral id" />
                </Definition>
              </DefinitionList>
            </CardBody>
          </Card>
          <Card>
            <CardHeader title="History" />
            <CardBody>
              <History steps={history} />
            </CardBody>
          </Card>
        </div>
      </div>
    </>
  );
}

const found = cache(async (id: string) => {
  try {
    return await getReferral({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
