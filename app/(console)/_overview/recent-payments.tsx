import { paymentsAddress } from "@/components/filters/address";
import type { PaymentLine } from "@/components/payments/payment-line";
import { PaymentTable } from "@/components/payments/payment-table";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EVERYTHING } from "@/lib/payments/search";
import type { OverviewRange } from "./overview-query";

export function RecentPayments({
  lines,
  range,
  className,
}: {
  lines: readonly PaymentLine[];
  range: Pick<OverviewRange, "merchantId" | "mode">;
  className?: string;
}) {
  const { merchantId, mode } = range;
  const search = { ...EVERYTHING, merchant: merchantId ? [merchantId] : [], mode: mode ?? undefined };
  return (
    <Card className={className}>
      <CardHeader
        title="Recent payments"
        actions={
          <ButtonLink href={paymentsAddress(search)} size="sm">
            All payments
          </ButtonLink>
        }
      />
      {lines.length === 0 ? (
        <p className="px-4 pb-4 text-muted-foreground">There has been no such payment yet.</p>
      ) : (
        <PaymentTable caption="Recent payments" lines={lines} />
      )}
    </Card>
  );
}
