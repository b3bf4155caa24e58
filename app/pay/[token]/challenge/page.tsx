import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { challengeAnswerAddress, payAddress } from "@/app/pay/addresses";
import { loadCheckout } from "@/app/pay/load-checkout";
import { PageFrame } from "@/components/checkout/page-frame";
import { currentReader } from "@/components/ui/current-reader";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { BankChallenge } from "./bank-challenge";

export const metadata: Metadata = {
  title: { absolute: "Your bank: is this you?" },
  referrer: "same-origin",
};

/** The bank's own page. It stands in for another site, so it shares nothing with the merchant's but the payment. */
export default async function ChallengePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [loaded, { locale }] = await Promise.all([loadCheckout(token), currentReader()]);
  if (!loaded) notFound();
  const { state, held, openAttempt, payment, merchant, card, testMode, pays } = loaded.page;
  if (held || state !== "requires_action" || !openAttempt || openAttempt.hosted || pays.by !== "card")
    redirect(payAddress(token));
  return (
    <PageFrame testMode={testMode} testCards={pays.form.cards}>
      <BankChallenge
        bank={pays.form.bank}
        action={challengeAnswerAddress(token)}
        attemptId={openAttempt.id}
        merchantName={merchant.name}
        total={formatMoney(ofCurrency(payment.amountMinor, payment.currency), { locale })}
        card={card}
      />
    </PageFrame>
  );
}
