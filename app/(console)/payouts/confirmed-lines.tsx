import { Money } from "@/components/ui/money";
import { ofCurrency } from "@/lib/money/amount";
import type { PreviewedLine } from "@/lib/referrals/payouts/preview-payout";

/** Everybody a payout would pay, with the amount each receives. */
export function ConfirmedLines({
  paid,
  carriedOver,
}: {
  paid: readonly PreviewedLine[];
  carriedOver: number;
}) {
  return (
    <div className="grid gap-2">
      <ul aria-label="Who is paid" className="divide-y rounded-md border">
        {paid.map(({ partnerId, partnerName, currency, amountMinor, hasBankAccount }) => (
          <li key={`${partnerId} ${currency}`} className="flex justify-between gap-4 px-3 py-1.5">
            <span className="min-w-0">
              <span className="block truncate">{partnerName}</span>
              {!hasBankAccount && <span className="block text-caution text-xs">No bank details</span>}
            </span>
            <span className="figures font-medium">
              <Money {...ofCurrency(amountMinor, currency)} code />
            </span>
          </li>
        ))}
      </ul>
      {paid.some(({ hasBankAccount }) => !hasBankAccount) && (
        <p className="text-muted-foreground text-xs">
          Who has no bank details is in the payout all the same, and named as missing in its CSV for the bank.
        </p>
      )}
      {carriedOver > 0 && (
        <p className="text-muted-foreground text-xs">
          {carriedOver === 1 ? "1 line is" : `${carriedOver} lines are`} carried over and not paid now.
        </p>
      )}
    </div>
  );
}
