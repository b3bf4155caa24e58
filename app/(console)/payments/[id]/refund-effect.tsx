"use client";

import { Notice } from "@/components/ui/notice";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { planTakeBack, type TakeBack } from "@/lib/referrals/commissions/plan-take-back";
import { isolated } from "@/lib/text/isolated";

/** A payment's commission, as far as a refund concerns it. */
export type RefundedCommission = Omit<TakeBack, "remainingMinor" | "rejectedByRefund"> & {
  currency: string;
  partnerName: string;
};

/** What a refund will take back from the partner, said before it is made: by the very function that makes it. */
export function RefundEffect({
  commission,
  remainingMinor,
  locale,
}: {
  commission: RefundedCommission;
  /** What the refund leaves of the payment, in minor units. */
  remainingMinor: bigint;
  locale: string;
}) {
  const { partnerName, currency, amountMinor } = commission;
  const money = (minor: bigint) => formatMoney(ofCurrency(minor, currency), { locale });
  const plan = planTakeBack({ ...commission, remainingMinor, rejectedByRefund: false });
  switch (plan.effect) {
    case "none":
    // What was taken comes back with a refund that does, and never by one.
    case "restored":
      return <Notice title="The commission stays as it is" />;
    case "changed":
      return (
        <Notice
          title={`${isolated(partnerName)}’s commission falls from ${money(amountMinor)} to ${money(plan.toMinor)}`}
        />
      );
    case "rejected":
      return <Notice title={`${isolated(partnerName)}’s commission of ${money(amountMinor)} is rejected`} />;
    case "netted":
      return (
        <Notice tone="caution" title={`${money(-plan.byMinor)} is clawed back from ${isolated(partnerName)}`}>
          Their commission has been paid out, so it comes off their next payout.
        </Notice>
      );
  }
}
