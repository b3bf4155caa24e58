import { LineRows } from "@/components/referrals/payouts/line-rows";
import { CardFooter } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { EmptyState } from "@/components/ui/empty-state";
import { ReceiptIcon } from "@/components/ui/icons";
import { ofCurrency, totalsOf } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import type { PayoutPreview } from "@/lib/referrals/payouts/preview-payout";
import { PayOut } from "./pay-out";

/** What a payout would pay now, what it would carry over, and the one click. */
export async function PreviewCard({
  merchantId,
  preview,
  mayPay,
}: {
  merchantId: string;
  preview: PayoutPreview;
  mayPay: boolean;
}) {
  const { locale } = await currentReader();
  const { lines, period, fingerprint } = preview;
  const paid = lines.filter(({ outcome }) => outcome === "paid");
  if (lines.length === 0)
    return (
      <EmptyState icon={ReceiptIcon} title="Nothing is due">
        A commission is due once its holding period has ended, or you have approved it.
      </EmptyState>
    );
  const total = totalText(paid, locale);
  return (
    <>
      <LineRows lines={lines} planned />
      <CardFooter>
        <p className="mr-auto text-muted-foreground">
          {paid.length > 0
            ? `${total} to ${partnersText(paid)}`
            : "Nobody is paid: everything is carried over."}
        </p>
        {mayPay && paid.length > 0 && (
          <PayOut merchantId={merchantId} period={period} fingerprint={fingerprint} total={total} />
        )}
      </CardFooter>
    </>
  );
}

function partnersText(lines: PayoutPreview["lines"]): string {
  const partners = new Set(lines.map(({ partnerId }) => partnerId)).size;
  return partners === 1 ? "1 partner" : `${partners} partners`;
}

/** What is paid in all, by currency: "$40.00 and €12.00". */
function totalText(lines: PayoutPreview["lines"], locale: string): string {
  const totals = totalsOf(lines.map(({ amountMinor, currency }) => ofCurrency(amountMinor, currency)));
  return new Intl.ListFormat("en").format(totals.map((total) => formatMoney(total, { locale })));
}
