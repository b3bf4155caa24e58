"use client";

import { earningOf, type ReferralOffer } from "@/components/referrals/referral-offer";
import { daysText } from "@/components/referrals/terms-text";
import { Notice } from "@/components/ui/notice";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { describeRule } from "@/lib/referrals/commissions/rule";
import { isolated } from "@/lib/text/isolated";

/** What the payment will earn whom, said before it is recorded. */
export function EarningPreview({
  referral,
  amountMinor,
  currency,
  locale,
}: {
  referral: ReferralOffer | null;
  amountMinor: bigint | null;
  currency: string;
  locale: string;
}) {
  if (!referral || amountMinor === null || referral.refusals.length > 0) return null;
  const money = (minor: bigint, code: string) => formatMoney(ofCurrency(minor, code), { locale });
  const earning = earningOf(referral, amountMinor, currency);
  if (!earning.earns)
    return (
      <Notice title={`${isolated(referral.partnerName)} earns nothing by this payment`}>
        {earning.reason === "not_the_first_payment"
          ? "Only the first payment of a referral earns under these terms."
          : "The months in which payments earn are over."}
      </Notice>
    );
  return (
    <Notice
      title={`${isolated(referral.partnerName)} will earn ${money(earning.amountMinor, earning.currency)}`}
    >
      {describeRule(earning.rule, locale)}, held for {daysText(referral.terms.holdDays)} before it is
      approved.
    </Notice>
  );
}
