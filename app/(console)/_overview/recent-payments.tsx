import { ReaderProvider } from "@/components/live/reader";
import { paymentLine } from "@/components/payments/payment-line";
import { PaymentRows } from "@/components/payments/payment-rows";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { Reader } from "@/components/ui/reader";
import type { Payment } from "@/lib/payments/payment";

export function RecentPayments({
  payments,
  reader,
  className,
}: {
  payments: readonly Payment[];
  reader: Reader;
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
      <ReaderProvider reader={reader}>
        <PaymentRows caption="Recent payments" lines={payments.map(paymentLine)} />
      </ReaderProvider>
    </Card>
  );
}
