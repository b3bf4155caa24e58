import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { DownloadIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { spellId } from "@/lib/ids";
import { getPayoutRun } from "@/lib/referrals/payouts/get-payout-run";
import { MARKED_MAX } from "@/lib/referrals/payouts/mark-limits";
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
  const open = payout.lines.filter(isOpen).slice(0, MARKED_MAX);
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

const found = cache(async (id: string) => {
  try {
    return await getPayoutRun({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
