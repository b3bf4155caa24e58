import type { PaymentLine } from "@/components/payments/payment-line";
import { PaymentRows } from "@/components/payments/payment-rows";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";

export function RecentPayments({ lines, className }: { lines: readonly PaymentLine[]; className?: string }) {
  return (
    <Card className={className}>
      <CardHeader
        title="Recent payments"
        actions={
          <ButtonLink href="/payments" size="sm">
            All payments
          </ButtonLink>
        }
      />
      <PaymentRows caption="Recent payments" lines={lines} />
    </Card>
  );
}
