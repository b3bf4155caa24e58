import { operatorCtx } from "@/app/operator";
import { paymentLine } from "@/components/payments/payment-line";
import { PaymentRows } from "@/components/payments/payment-rows";
import { Card, CardHeader } from "@/components/ui/card";
import { DUPLICATES_MAX, listDuplicates } from "@/lib/people/list-duplicates";
import { may } from "@/lib/verb/permissions";

/** Payments that may be this one paid twice, where there are any. */
export async function PaymentDuplicates({ paymentId }: { paymentId: string }) {
  const ctx = await operatorCtx();
  const others = await listDuplicates({ ctx, input: { paymentId } });
  if (others.length === 0) return null;
  const more = others.length === DUPLICATES_MAX ? ` These are the newest ${DUPLICATES_MAX}.` : "";
  return (
    <Card className="mt-4">
      <CardHeader
        title="Possibly paid twice"
        description={`The same amount within a day, by the same person or under the same reference; the money of each is still here. Refund one of them if it is.${more}`}
      />
      <PaymentRows
        caption="Payments that may be this one paid twice"
        lines={others.map((payment) => paymentLine(payment, ctx.now))}
        refundable={may(ctx.actor, "payments:refund")}
      />
    </Card>
  );
}
