import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { currentReader } from "@/app/reader";
import { AdjustmentsCard } from "@/components/payments/adjustments/adjustments-card";
import { Counterfoil } from "@/components/payments/detail/counterfoil";
import { PaymentActions } from "@/components/payments/detail/payment-actions";
import { SideCards } from "@/components/payments/detail/side-cards";
import { actionsOn } from "@/components/payments/detail/steps";
import { Timeline } from "@/components/payments/detail/timeline";
import { refundedCommission } from "@/components/referrals/refunded-commission";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { shortenId } from "@/components/ui/short-id";
import { spellId } from "@/lib/ids";
import { getPayment } from "@/lib/payments/get-payment";
import { problemOf } from "@/lib/problem";

export async function generateMetadata({ params }: PageProps<"/payments/[id]">): Promise<Metadata> {
  await requireOperator("payments:read");
  const { payment } = await detailOf((await params).id);
  return { title: nameOf(payment) };
}

export default async function PaymentPage({ params }: PageProps<"/payments/[id]">) {
  const operator = await requireOperator("payments:read");
  const [detail, reader] = await Promise.all([detailOf((await params).id), currentReader()]);
  const actions = actionsOn(detail, operator, reader);
  const commission = await refundedCommission(await operatorCtx(), detail.payment);
  return (
    <>
      <PageHeader
        up={{ href: "/payments", label: "Payments" }}
        title={nameOf(detail.payment)}
        description={detail.payment.description}
        actions={<PaymentActions {...actions} refund={{ ...actions.refund, commission }} />}
      />
      <div className="grid grid-cols-1 gap-4">
        <Counterfoil detail={detail} />
        <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid grid-cols-1 content-start gap-4">
            <Card>
              <CardHeader title="Timeline" description="Everything that happened, latest first" />
              <Timeline detail={detail} />
            </Card>
            <AdjustmentsCard detail={detail} />
          </div>
          <SideCards detail={detail} />
        </div>
      </div>
    </>
  );
}

const detailOf = cache(async (id: string) => {
  try {
    return await getPayment({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});

function nameOf({ id, merchantReference }: { id: string; merchantReference: string | null }): string {
  return merchantReference ?? shortenId(spellId("pay", id));
}
