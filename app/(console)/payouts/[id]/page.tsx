import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DownloadIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
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
  return { title: `Payout of ${(await found((await params).id)).periodEnd}` };
}

export default async function PayoutPage({ params }: PageProps<"/payouts/[id]">) {
  const operator = await requireOperator("referrals:read");
  const payout = await found((await params).id);
  const id = spellId("run", payout.id);
  const mayMark = may(operator, "payouts:mark");
  const missing = await withoutBankAccount(payout.lines.filter(isOpen));
  const open = payout.lines.filter(isOpen).slice(0, MARKED_MAX);
  return (
    <>
      <PageHeader
        up={{ href: "/payouts", label: "Payouts" }}
        title={`Payout of ${payout.periodEnd}`}
        actions={
          may(operator, "payouts:export") &&
          open.length > 0 && (
            <>
              {open.some(({ currency }) => currency === "EUR") && (
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

async function withoutBankAccount(lines: readonly PayoutLine[]): Promise<PayoutLine[]> {
  const accounts = await newestAccounts(lines.map(({ partnerId }) => partnerId));
  return lines.filter(({ partnerId }) => !accounts.has(partnerId));
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
