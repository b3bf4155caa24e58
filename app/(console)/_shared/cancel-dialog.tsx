"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { cancel } from "@/app/(console)/payments/[id]/actions";
import { useAction } from "@/components/forms/use-action";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";

export function CancelDialog({
  id,
  amount,
  open,
  onClose,
}: {
  id: string;
  amount: string;
  open: boolean;
  onClose: () => void;
}) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const form = useAction(cancel, () => {
    onClose();
    toast(`Cancelled ${amount}`);
    router.refresh();
  });
  return (
    <AlertDialog
      open={open}
      onClose={onClose}
      title={`Cancel this payment of ${amount}?`}
      description="Its link stops working at once. A cancelled payment cannot be brought back."
      confirmLabel="Cancel payment"
      pending={form.pending}
      onConfirm={() => form.run({ id, ...(reason && { reason }) })}
      problem={form.problem}
    >
      <Field id="cancel-reason" label="Reason" optional hint="Shown in the payment’s history">
        {(control) => (
          <Input
            {...control}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </AlertDialog>
  );
}
