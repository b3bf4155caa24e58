import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { DownloadIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { formatDay } from "@/components/ui/time-text";
import { spellId } from "@/lib/ids";
import { newestAccounts } from "@/lib/referrals/bank/bank-account";
import { getPayoutRun } from "@/lib/referrals/payouts/get-payout-run";
import { MARKED_MAX } from "@/lib/referrals/payouts/mark-limits";
import type { PayoutLine } from "@/lib/referrals/payouts/payout-run";
import { may } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";
import { MarkLines } from "./mark-lines";
import { RunFacts } from "./run-facts";
import { isOpen, RunLines } from "./run-lines";

export async function generateMetadata({ params }: PageProps<"/payouts/[id]">): Promise<Metadata> {
  await requireOperator("referrals:read");
  return { title: await titleOf(await found((await params).id)) };
}

export default async function PayoutPage({ params }: PageProps<"/payouts/[id]">) {
  const operator = await requireOperator("referrals:read");
  const payout = await found((await params).id);
  const id = spellId("run", payout.id);
  const mayMark = may(operator, "payouts:mark");
  const allOpen = payout.lines.filter(isOpen);
  const accounts = await newestAccounts([payout.merchantId, ...allOpen.map(({ partnerId }) => partnerId)]);
  const missing = allOpen.filter(({ partnerId }) => !accounts.has(partnerId));
  const inEuro = allOpen.some(({ currency }) => currency === "EUR");
  const hasIban = accounts.get(payout.merchantId)?.scheme === "iban";
  const open = allOpen.slice(0, MARKED_MAX);
  return (
    <>
      <PageHeader
        up={{ href: "/payouts", label: "Payouts" }}
        title={await titleOf(payout)}
        actions={
          may(operator, "payouts:export") &&
          open.length > 0 && (
            <>
              {inEuro && hasIban && (
                <a href={`/payouts/${id}/sepa`} download className={buttonVariants()}>
                  <DownloadIcon /> SEPA order
                </a>
              )}
              <a href={`/payouts/${id}/csv`} download className={buttonVariants()}>
                <DownloadIcon /> CSV for the bank
              </a>
            </>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <MissingBankDetails lines={missing} />
          {inEuro && !hasIban && (
            <CardBody className="pt-4">
              <Notice tone="caution" title={`No SEPA order: ${payout.merchantName} has no IBAN`}>
                An admin can add the account that pays under Settings, Merchants.
              </Notice>
            </CardBody>
          )}
          <CardHeader
            title="Payments"
            description="Open until somebody says what the bank made of them"
            actions={mayMark && open.length > 1 && <MarkLines runId={payout.id} lines={open} />}
          />
          <RunLines runId={payout.id} lines={payout.lines} mayMark={mayMark} />
        </Card>
        <RunFacts run={payout} />
      </div>
    </>
  );
}

async function titleOf({ periodEnd }: { periodEnd: string }): Promise<string> {
  return `Payout of ${formatDay(periodEnd, await currentReader())}`;
}

function MissingBankDetails({ lines }: { lines: readonly PayoutLine[] }) {
  if (lines.length === 0) return null;
  const names = [...new Set(lines.map(({ partnerName }) => partnerName))];
  return (
    <CardBody className="pt-4">
      <Notice tone="caution" title="Bank details are missing">
        {new Intl.ListFormat("en").format(names)}: not in a SEPA order, and named as missing in the CSV. An
        admin can add them on the partner’s page.
      </Notice>
    </CardBody>
  );
}

const found = cache(async (id: string) => {
  try {
    return await getPayoutRun({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
