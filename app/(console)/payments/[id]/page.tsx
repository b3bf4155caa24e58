import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { LivePayment } from "@/app/(console)/payments/[id]/_detail/live-payment";
import { paymentView } from "@/app/(console)/payments/[id]/_detail/payment-view";
import { operatorCtx, requireOperator } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { spellCursor } from "@/lib/outbox/cursor";
import { outboxHead } from "@/lib/outbox/read";
import { problemOf } from "@/lib/verb/problem";
import { PaymentDeliveries } from "./payment-deliveries";
import { PaymentRequests } from "./payment-requests";

export async function generateMetadata({ params }: PageProps<"/payments/[id]">): Promise<Metadata> {
  await requireOperator("payments:read");
  const { view } = await shownOf((await params).id);
  return { title: view.name };
}

export default async function PaymentPage({ params }: PageProps<"/payments/[id]">) {
  await requireOperator("payments:read");
  const shown = await shownOf((await params).id);
  return (
    <>
      <LivePayment {...shown} />
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
