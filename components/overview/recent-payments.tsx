import { PaymentRows } from "@/components/payments/payment-rows";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { Payment } from "@/lib/payments/payment";

export function RecentPayments({
  payments,
  className,
}: {
  payments: readonly Payment[];
  className?: string;
}) {
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
      <PaymentRows caption="Recent payments" payments={payments} />
    </Card>
  );
}
