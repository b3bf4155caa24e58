import { LineRows } from "@/components/referrals/payouts/line-rows";
import { CardFooter } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ReceiptIcon } from "@/components/ui/icons";
import { useReader } from "@/components/ui/reader-context";
import { formatMoney } from "@/lib/money/format";
import { PayOut } from "./pay-out";
import type { ShownPreview } from "./payouts-query";

/** What a payout would pay now, what it would carry over, and the one click. */
export function PreviewCard({
  merchantId,
  preview,
  mayPay,
}: {
  merchantId: string;
  preview: ShownPreview;
  mayPay: boolean;
}) {
  const { locale } = useReader();
  const { lines, period, fingerprint, totals, partnersPaid } = preview;
  if (lines.length === 0)
    return (
      <EmptyState icon={ReceiptIcon} title="Nothing is due">
        A commission is due once its holding period has ended, or you have approved it.
      </EmptyState>
    );
  const total = new Intl.ListFormat("en").format(totals.map((each) => formatMoney(each, { locale })));
  return (
    <>
      <LineRows lines={lines} planned />
      <CardFooter>
        <p className="mr-auto text-muted-foreground">
          {partnersPaid > 0
            ? `${total} to ${partnersPaid === 1 ? "1 partner" : `${partnersPaid} partners`}`
            : "Nobody is paid: everything is carried over."}
        </p>
        {mayPay && partnersPaid > 0 && (
          <PayOut merchantId={merchantId} period={period} fingerprint={fingerprint} total={total} />
        )}
      </CardFooter>
    </>
  );
}
