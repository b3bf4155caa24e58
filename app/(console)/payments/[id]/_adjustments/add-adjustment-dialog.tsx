"use client";

import { useState } from "react";
import { addAdjustment } from "@/app/(console)/payments/[id]/adjust-actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import type { PaymentStatus } from "@/lib/payments/status";
import type { Offer } from "./add-adjustment";

/** Records what a provider has told of a payment by other ways than ours. */
export default function AddAdjustmentDialog({
  id,
  currency,
  offer: { statuses, referencePrefix, aheadMs },
  onClose,
}: {
  id: string;
  currency: string;
  offer: Offer;
  onClose: () => void;
}) {
  // Minted with the form: however often it is sent, it adds one adjustment.
  const [formId] = useState(newId);
  const [reference] = useState(() => referencePrefix + newId().slice(-4));
  const [status, setStatus] = useState(statuses[0]?.status ?? "");
  // Kept while the form is shown: sent again, it says the same.
  const [now] = useState(() => localTime(new Date(Date.now() + aheadMs)));
  const money = statuses.find((each) => each.status === status)?.money ?? false;
  const form = useAction(
    addAdjustment,
    ({ changed }) => {
      onClose();
      toast(changed ? "Adjustment added" : "This adjustment was already there");
    },
    { changes: ["payment"] },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({
        formId,
        id,
        status: textIn<PaymentStatus>(data, "status"),
        amount: textIn(data, "amount"),
        createdAt: toInstant(textIn(data, "createdAt")),
        respondBy: status === "dispute" ? toInstant(textIn(data, "respondBy")) : "",
        reference: textIn(data, "reference"),
        reason: textIn(data, "reason"),
      })}
      onClose={onClose}
      title="Add an adjustment"
      description="Something that happened at the provider, or a correction. It moves no money, and it stays in the history for good."
      submitLabel="Add it to the history"
    >
      <Field id="status" label="What happened" error={form.errorOf("status")}>
        {(field) => (
          <SelectInput
            {...field}
            name="status"
            value={status}
            onChange={({ target }) => setStatus(target.value)}
          >
            {statuses.map(({ status: value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectInput>
        )}
      </Field>
      {money && (
        <Field
          id="amount"
          label={`Amount in ${currency}`}
          hint={status === "amount_adjustment" ? "What the payment was really for." : "How much of it moved."}
          error={form.errorOf("amount")}
        >
          {(field) => (
            <TextInput {...field} name="amount" inputMode="decimal" autoComplete="off" className="figures" />
          )}
        </Field>
      )}
      <Field id="createdAt" label="When it happened" error={form.errorOf("createdAt")}>
        {(field) => (
          <TextInput {...field} name="createdAt" type="datetime-local" step="1" defaultValue={now} />
        )}
      </Field>
      {status === "dispute" && (
        <Field
          id="respondBy"
          label="To be answered by"
          optional
          hint="As the provider says. The overview counts down to it."
          error={form.errorOf("respondBy")}
        >
          {(field) => <TextInput {...field} name="respondBy" type="datetime-local" step="60" />}
        </Field>
      )}
      <Field id="reference" label="Reference" error={form.errorOf("reference")}>
        {(field) => (
          <TextInput
            {...field}
            name="reference"
            autoComplete="off"
            defaultValue={reference}
            className="font-mono"
          />
        )}
      </Field>
      <Field id="reason" label="Reason" error={form.errorOf("reason")}>
        {(field) => <TextInput {...field} name="reason" autoComplete="off" maxLength={500} />}
      </Field>
    </FormDialog>
  );
}

/** An instant as `datetime-local` wants it: in the reader's own zone, without one. */
function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function toInstant(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}
