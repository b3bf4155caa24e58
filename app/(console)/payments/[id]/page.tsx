import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { LivePayment } from "@/app/(console)/payments/[id]/_detail/live-payment";
import { paymentQuery } from "@/app/(console)/payments/[id]/_detail/payment-query";
import { PaymentBalance } from "./payment-balance";

export async function generateMetadata({ params }: PageProps<"/payments/[id]">): Promise<Metadata> {
  const { data } = await shownOf((await params).id);
  return { title: data.name };
}

export default async function PaymentPage({ params }: PageProps<"/payments/[id]">) {
  const { id } = await params;
  const shown = await shownOf(id);
  return (
    <>
      <LivePayment params={paramsOf(id).toString()} shown={shown} />
      <PaymentBalance paymentId={shown.data.uuid} />
    </>
  );
}

const shownOf = cache((id: string) => loadQuery(paymentQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
