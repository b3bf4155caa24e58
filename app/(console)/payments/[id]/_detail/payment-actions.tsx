"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { CancelDialog } from "@/app/(console)/_shared/cancel-dialog";
import { Button } from "@/components/ui/button";
import { BanIcon, UndoIcon } from "@/components/ui/icons";
import { Popover } from "@/components/ui/popover";
import type { PaymentStep } from "@/lib/payments/life-cycle";
import { RefundDialog, type RefundDialogProps } from "./refund-dialog";
import { isRetryable, RetryButtons, type RetryOffer } from "./retry-buttons";

/** What can be done with a payment now, as buttons; what cannot, with its reason, for who asks. */
export function PaymentActions({
  id,
  possible,
  impossible,
  amount,
  refund,
  policy,
}: {
  id: string;
  possible: readonly PaymentStep[];
  impossible: readonly { step: PaymentStep; reason: string }[];
  /** The payment's amount in words, for the confirmation. */
  amount: string;
  refund: Omit<RefundDialogProps, "id" | "open" | "onClose">;
  /** Where a failed premium stands. */
  policy: RetryOffer | null;
}) {
  // A link to "Refund one of them" opens its form.
  const asked = useSearchParams().get("do") === "refund" && possible.includes("refund");
  const [open, setOpen] = useState<PaymentStep | null>(asked ? "refund" : null);
  // The payment may change while its form is open: what was typed stays, and sending it twice is still one refund.
  const [formKey, setFormKey] = useState(refund.idempotencyKey);
  const show = (step: PaymentStep) => {
    setFormKey(refund.idempotencyKey);
    setOpen(step);
  };
  const close = () => setOpen(null);
  return (
    <>
      {policy && <RetryButtons offer={policy} />}
      {possible.includes("refund") && (
        <Button onClick={() => show("refund")}>
          <UndoIcon /> Refund
        </Button>
      )}
      {possible.includes("cancel") && (
        <Button onClick={() => show("cancel")}>
          <BanIcon /> Cancel payment
        </Button>
      )}
      {impossible.length > 0 && (
        <Popover
          variant="ghost"
          align="end"
          triggerClassName="text-muted-foreground"
          trigger={possible.length > 0 || isRetryable(policy) ? "What else?" : "Why can nothing be done?"}
          className="w-80"
        >
          <dl className="grid gap-2.5">
            {impossible.map(({ step, reason }) => (
              <div key={step}>
                <dt className="font-medium first-letter:uppercase">{step}: not now</dt>
                <dd className="text-muted-foreground">{reason}</dd>
              </div>
            ))}
          </dl>
        </Popover>
      )}
      <CancelDialog id={id} amount={amount} open={open === "cancel"} onClose={close} />
      <RefundDialog
        key={formKey}
        {...refund}
        idempotencyKey={formKey}
        id={id}
        open={open === "refund"}
        onClose={close}
      />
    </>
  );
}
