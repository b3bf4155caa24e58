import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { operatorCtx, requireOperator } from "@/app/operator";
import { LineRows } from "@/components/referrals/payouts/line-rows";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { DownloadIcon } from "@/components/ui/icons";
import { Money } from "@/components/ui/money";
import { PageHeader } from "@/components/ui/page-header";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import { getPayoutRun } from "@/lib/referrals/payouts/get-payout-run";
import { may } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";

export const metadata: Metadata = { title: "Payout" };

export default async function PayoutPage({ params }: PageProps<"/payouts/[id]">) {
  const operator = await requireOperator("referrals:read");
  const payout = await found((await params).id);
  const id = spellId("run", payout.id);
  return (
    <>
      <PageHeader
        up={{ href: "/payouts", label: "Payouts" }}
        title={`Payout of ${payout.periodEnd}`}
        actions={
          may(operator, "payouts:run") && (
            <a href={`/payouts/${id}/csv`} download className={buttonVariants()}>
              <DownloadIcon /> CSV for the bank
            </a>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <CardHeader title="Partners" />
          <LineRows lines={payout.lines} />
        </Card>
        <Card>
          <CardHeader title="Facts" />
          <CardBody>
            <DefinitionList>
              <Definition term="Paid">
                {payout.totals.map(({ currency, amountMinor }) => (
                  <span key={currency} className="block font-medium">
                    <Money {...ofCurrency(amountMinor, currency)} code />
                  </span>
                ))}
              </Definition>
              <Definition term="Period">{`${payout.periodStart} to ${payout.periodEnd}, UTC`}</Definition>
              {payout.partnerAlone && <Definition term="Only">{payout.partnerAlone}</Definition>}
              <Definition term="Merchant">{payout.merchantName}</Definition>
              <Definition term="Made by">{payout.actorLabel}</Definition>
              <Definition term="Made">
                <Time at={payout.createdAt} />
              </Definition>
              <Definition term="Id">
                <ShortId id={id} name="payout id" />
              </Definition>
            </DefinitionList>
          </CardBody>
        </Card>
      </div>
    </>
  );
}

async function found(id: string) {
  try {
    return await getPayoutRun({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
}
