import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { shortenId } from "@/components/ui/short-id";
import { type CheckoutLinkDetail, getCheckoutLink } from "@/lib/checkout/get-checkout-link";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { may } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";
import { LinkActions } from "./link-actions";
import { LinkCard } from "./link-card";
import { LinkFacts } from "./link-facts";

export async function generateMetadata({ params }: PageProps<"/checkout-links/[id]">): Promise<Metadata> {
  await requireOperator("payments:read");
  return { title: `Link ${nameOf(await linkOf((await params).id))}` };
}

export default async function CheckoutLinkPage({ params, searchParams }: PageProps<"/checkout-links/[id]">) {
  const operator = await requireOperator("payments:read");
  const [link, { locale }, query] = await Promise.all([
    linkOf((await params).id),
    currentReader(),
    searchParams,
  ]);
  const { payment, steps } = link;
  const cancellable = steps.some(({ step, allowed }) => step === "cancel" && allowed);
  return (
    <>
      <PageHeader
        up={{ href: "/checkout-links", label: "Checkout links" }}
        title={nameOf(link)}
        actions={
          <LinkActions
            id={spellId("pay", payment.id)}
            amount={formatMoney(ofCurrency(payment.openingAmountMinor, payment.currency), { locale })}
            mayCreate={may(operator, "payments:create")}
            mayCancel={cancellable && may(operator, "payments:cancel")}
          />
        }
      />
      <div className="grid grid-cols-1 gap-4">
        {query.new !== undefined && payment.stage === "pending" && (
          <Notice tone="positive" title="The link is ready. Copy it and send it to the customer." />
        )}
        <LinkCard link={link} locale={locale} />
        <LinkFacts link={link} />
      </div>
    </>
  );
}

const linkOf = cache(async (id: string): Promise<CheckoutLinkDetail> => {
  try {
    return await getCheckoutLink({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});

function nameOf({ payment }: CheckoutLinkDetail): string {
  return payment.merchantReference ?? shortenId(spellId("pay", payment.id));
}
