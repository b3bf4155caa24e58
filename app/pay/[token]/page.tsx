import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { ALREADY, openedAddress } from "@/app/pay/addresses";
import { HostedPayment } from "@/app/pay/hosted-payment";
import { KEPT_COOKIE, readKept } from "@/app/pay/kept-input";
import { loadCheckout } from "@/app/pay/load-checkout";
import { pageTitle } from "@/app/pay/page-title";
import { PaidPage } from "@/app/pay/paid-page";
import { OrderSummary } from "@/components/checkout/order-summary";
import { PageFrame } from "@/components/checkout/page-frame";
import { Ticket } from "@/components/checkout/ticket";
import { currentReader } from "@/components/ui/current-reader";
import { testCardsOf } from "@/lib/checkout/get-checkout-page";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const CLOSED: readonly string[] = ["expired", "cancelled"];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [loaded, { locale }] = await Promise.all([loadCheckout((await params).token), currentReader()]);
  if (!loaded) return {};
  const { amountMinor, currency } = loaded.page.payment;
  return {
    title: { absolute: pageTitle(loaded.page, formatMoney(ofCurrency(amountMinor, currency), { locale })) },
    // The token in the address is all that is needed to pay: no other site is told of it.
    referrer: "same-origin",
  };
}

export default async function PayPage({ params, searchParams }: Props) {
  const { token } = await params;
  const [loaded, reader, query, jar] = await Promise.all([
    loadCheckout(token),
    currentReader(),
    searchParams,
    cookies(),
  ]);
  if (!loaded) notFound();
  const { page, now } = loaded;
  if (page.state === "completed") {
    const already = ALREADY.find((each) => each === query.already) ?? null;
    return <PaidPage token={token} page={page} reader={reader} already={already} />;
  }
  const { payment, merchant, lineItems } = page;
  return (
    <PageFrame testMode={page.testMode} testCards={testCardsOf(page)}>
      {page.openedAt === null && (
        // biome-ignore lint/performance/noImgElement: nothing to optimise about one pixel that is never cached.
        <img src={openedAddress(token)} alt="" className="absolute size-px" />
      )}
      <Ticket
        stub={
          <OrderSummary
            merchant={merchant}
            amountMinor={payment.amountMinor}
            currency={payment.currency}
            reference={payment.merchantReference}
            lineItems={lineItems}
            locale={reader.locale}
            amountLabel={CLOSED.includes(page.state) ? "Amount" : undefined}
          />
        }
      >
        <HostedPayment
          token={token}
          page={page}
          now={now}
          reader={reader}
          query={query}
          kept={readKept(jar.get(KEPT_COOKIE)?.value)}
        />
      </Ticket>
    </PageFrame>
  );
}
