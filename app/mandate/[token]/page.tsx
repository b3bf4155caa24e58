import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { loadMandate } from "@/app/mandate/load-mandate";
import { MandateSlip } from "@/app/mandate/mandate-slip";
import { OrderSummary } from "@/components/checkout/order-summary";
import { PageFrame } from "@/components/checkout/page-frame";
import { Ticket } from "@/components/checkout/ticket";
import { currentReader } from "@/components/ui/current-reader";
import { isolated } from "@/lib/text/isolated";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadMandate((await params).token);
  if (!loaded) return {};
  const { policyNumber, merchantName } = loaded.page;
  // The token in the address is all that is needed to agree: no other site is told of it.
  return {
    title: { absolute: `Policy ${policyNumber} – ${isolated(merchantName)}` },
    referrer: "same-origin",
  };
}

export default async function MandatePage({ params, searchParams }: Props) {
  const { token } = await params;
  const [loaded, reader, query] = await Promise.all([loadMandate(token), currentReader(), searchParams]);
  if (!loaded) notFound();
  const { page } = loaded;
  return (
    <PageFrame testMode={!page.live}>
      <Ticket
        stubLabel="What is collected"
        slipLabel="Your agreement"
        stub={
          <OrderSummary
            merchant={{ name: page.merchantName, logoColor: page.merchantLogoColor }}
            amountMinor={page.premiumMinor}
            currency={page.currency}
            reference={page.policyNumber}
            lineItems={[]}
            locale={reader.locale}
            amountLabel={`Premium a month, ${isolated(page.packageName)}`}
          />
        }
      >
        <MandateSlip token={token} page={page} failed={Boolean(query.fault ?? query.refused)} />
      </Ticket>
    </PageFrame>
  );
}
