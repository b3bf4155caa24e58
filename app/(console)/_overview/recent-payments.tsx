import { listAddress } from "@/components/filters/address";
import type { PaymentLine } from "@/components/payments/payment-line";
import { PaymentRows } from "@/components/payments/payment-rows";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EVERYTHING } from "@/lib/payments/search";

export function RecentPayments({
  lines,
  merchantId,
  className,
}: {
  lines: readonly PaymentLine[];
  merchantId: string | null;
  className?: string;
}) {
  const search = { ...EVERYTHING, merchant: merchantId ? [merchantId] : [] };
  return (
    <Card className={className}>
      <CardHeader
        title="Recent payments"
        actions={
          <ButtonLink href={listAddress(search)} size="sm">
            All payments
          </ButtonLink>
        }
      />
      {lines.length === 0 ? (
        <p className="px-4 pb-4 text-muted-foreground">This merchant has had no payment yet.</p>
      ) : (
        <PaymentRows caption="Recent payments" lines={lines} />
      )}
    </Card>
  );
}
