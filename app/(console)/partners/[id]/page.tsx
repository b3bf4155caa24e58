import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { BankAccountCard } from "@/app/(console)/_bank-accounts/bank-account-card";
import { operatorCtx, requireOperator } from "@/app/operator";
import { CommissionRows } from "@/components/referrals/commission-rows";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { ShortId } from "@/components/ui/short-id";
import { spellId } from "@/lib/ids";
import { CURRENCY_CODES } from "@/lib/money/currencies";
import { listCommissions } from "@/lib/referrals/commissions/list-commissions";
import { getPartner } from "@/lib/referrals/partners/get-partner";
import { may } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";
import { AddPartnership } from "./add-partnership";
import { Balances } from "./balances";
import { PartnershipCard } from "./partnership-card";

export async function generateMetadata({ params }: PageProps<"/partners/[id]">): Promise<Metadata> {
  await requireOperator("referrals:read");
  const { partner } = await found((await params).id);
  return { title: partner.name };
}

/** The newest commissions; the list of commissions has the rest. */
const COMMISSIONS_SHOWN = 10;

export default async function PartnerPage({ params }: PageProps<"/partners/[id]">) {
  const operator = await requireOperator("referrals:read");
  const { locale } = await currentReader();
  const { partner, balances, partnerships } = await found((await params).id);
  const manage = may(operator, "referrals:manage");
  return (
    <>
      <PageHeader
        up={{ href: "/partners", label: "Partners" }}
        title={partner.name}
        actions={
          <>
            {balances.some(({ owedMinor }) => owedMinor > 0n) && (
              <Link href={`/payouts?partner=${spellId("ptr", partner.id)}`} className={buttonVariants()}>
                Due to this partner
              </Link>
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
          <Commissions partnerId={partner.id} />
        </div>
        <div className="grid grid-cols-1 gap-4">
          <Balances balances={balances} />
          <BankAccountCard
            owner={{ type: "partner", id: partner.id }}
            description="Where this partner is paid to"
          />
          <Card>
            <CardHeader title="Contact" />
            <CardBody>
              <DefinitionList>
                <Definition term="E-mail">{partner.email}</Definition>
                <Definition term="Referral code">
                  <span className="font-mono text-xs">{partner.slug}</span>
                </Definition>
                <Definition term="Id">
                  <ShortId id={spellId("ptr", partner.id)} name="partner id" />
                </Definition>
              </DefinitionList>
            </CardBody>
          </Card>
        </div>
      </div>
    </>
  );
}

async function Commissions({ partnerId }: { partnerId: string }) {
  const [ctx, { locale }] = await Promise.all([operatorCtx(), currentReader()]);
  const input = { partnerId, page: 1, per_page: COMMISSIONS_SHOWN };
  const { rows, more } = await listCommissions({ ctx, input });
  return (
    <Card>
      <CardHeader
        title="Commissions"
        actions={
          more && (
            <Link href={`/commissions?partner=${partnerId}`} className="text-primary text-xs hover:underline">
              Show all
            </Link>
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

const found = cache(async (id: string) => {
  try {
    return await getPartner({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
