import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { currentReader } from "@/app/reader";
import { LivePayment } from "@/components/payments/detail/live-payment";
import { paymentView } from "@/components/payments/detail/payment-view";
import { PaymentRequests } from "@/components/requests/payment-requests";
import { PaymentDeliveries } from "@/components/webhooks/payment-deliveries";
import { spellCursor } from "@/lib/outbox/cursor";
import { outboxHead } from "@/lib/outbox/read";
import { problemOf } from "@/lib/verb/problem";

export async function generateMetadata({ params }: PageProps<"/payments/[id]">): Promise<Metadata> {
  await requireOperator("payments:read");
  const { view } = await shownOf((await params).id);
  return { title: view.name };
}

export default async function PaymentPage({ params }: PageProps<"/payments/[id]">) {
  await requireOperator("payments:read");
  const [shown, reader] = await Promise.all([shownOf((await params).id), currentReader()]);
  return (
    <>
      <LivePayment {...shown} reader={reader} />
      <PaymentDeliveries paymentId={shown.view.uuid} />
      <PaymentRequests paymentId={shown.view.uuid} />
    </>
  );
}

const shownOf = cache(async (id: string) => {
  const [ctx, reader] = await Promise.all([operatorCtx(), currentReader()]);
  // Asked first: what happens while the page is made is sent once more rather than never.
  const cursor = spellCursor(await outboxHead());
  try {
    return { view: await paymentView({ ctx, reader, id }), cursor };
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
