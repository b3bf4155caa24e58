"use client";

import { cancel } from "@/app/(console)/payments/[id]/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { LINK_STOPS } from "./cancel-words";

export default function CancelDialog({
  id,
  amount,
  description = LINK_STOPS,
  open,
  onClose,
}: {
  id: string;
  amount: string;
  /** What cancelling means. */
  description?: string;
  open: boolean;
  onClose: () => void;
}) {
  const form = useAction(
    cancel,
    () => {
      onClose();
      toast(`Cancelled ${amount}`);
    },
    { changes: ["payment", "checkout_link"] },
  );
  return (
    <FormDialog
      form={form}
      read={(values) => ({ id, reason: textIn(values, "reason") || undefined })}
      open={open}
      onClose={onClose}
      look="danger"
      title={`Cancel this payment of ${amount}?`}
      description={description}
      submitLabel="Cancel payment"
    >
      <Field
        id="cancel-reason"
        label="Reason"
        optional
        hint="Shown in the payment’s history"
        error={form.errorOf("reason", "cancel-reason")}
      >
        {(control) => <TextInput {...control} name="reason" maxLength={500} />}
      </Field>
    </FormDialog>
  );
}
