import { PaymentTable } from "@/components/payments/payment-table";
import { Card, CardHeader } from "@/components/ui/card";
import type { PaymentView } from "./payment-view";

/** Payments that may be this one paid twice, where there are any. */
export function PaymentDuplicates({ view: { duplicates } }: { view: PaymentView }) {
  const { lines, more, mayRefund } = duplicates;
  if (lines.length === 0) return null;
  const newest = more ? ` These are the newest ${lines.length}.` : "";
  return (
    <Card>
      <CardHeader
        title="Possibly paid twice"
        description={`The same amount within a day, by the same person or under the same reference; money of each is still here. Refund one of them if it is.${newest}`}
      />
      <PaymentTable caption="Payments that may be this one paid twice" lines={lines} refundable={mayRefund} />
    </Card>
  );
}
