"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { addAdjustment } from "@/app/(console)/payments/[id]/adjust-actions";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";

const FORM = "add-adjustment";

interface Offer {
  /** What makes sense next, and whether it says how much money moved. */
  statuses: { status: string; label: string; money: boolean }[];
  /** How a reference begins that nobody has used, for who has none from the provider. */
  referencePrefix: string;
}

export function AddAdjustment({
  id,
  currency,
  offer,
}: {
  id: string;
  currency: string;
  /** Null where nothing can be added now, or not by this person. */
  offer: Offer | null;
}) {
  // What was offered when the form was opened: the payment may change while somebody types.
  const [opened, setOpened] = useState<Offer | null>(null);
  return (
    <>
      {offer && (
        <Button size="sm" onClick={() => setOpened(offer)}>
          <PlusIcon /> Add an adjustment
        </Button>
      )}
      {opened && (
        <AddAdjustmentDialog id={id} currency={currency} offer={opened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

function AddAdjustmentDialog({
  id,
  currency,
  offer: { statuses, referencePrefix },
  onClose,
}: {
  id: string;
  currency: string;
  offer: Offer;
  onClose: () => void;
}) {
  const router = useRouter();
  const [reference] = useState(() => referencePrefix + newId().slice(-4));
  const [status, setStatus] = useState(statuses[0]?.status ?? "");
  // Kept while the form is shown: the same form sent twice is the same adjustment.
  const [now] = useState(() => localTime(new Date()));
  const money = statuses.find((each) => each.status === status)?.money ?? false;
  const form = useAction(addAdjustment, ({ changed }) => {
    onClose();
    toast(changed ? "Adjustment added" : "This adjustment was already there");
    router.refresh();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add an adjustment"
      description="Something that happened at the provider, or a correction. It moves no money, and it stays in the history for good."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Add it to the history
          </Button>
        </>
      }
    >
      <ActionForm
        id={FORM}
        form={form}
        read={(data) => ({
          id,
          status,
          amount: textIn(data, "amount"),
          createdAt: toInstant(textIn(data, "createdAt")),
          reference: textIn(data, "reference"),
          reason: textIn(data, "reason"),
        })}
      >
        <Field id="status" label="What happened" error={form.errorOf("status")}>
          {(field) => (
            <Select {...field} value={status} onChange={({ target }) => setStatus(target.value)}>
              {statuses.map(({ status: value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {money && (
          <Field
            id="amount"
            label={`Amount in ${currency}`}
            hint={
              status === "amount_adjustment" ? "What the payment was really for." : "How much of it moved."
            }
            error={form.errorOf("amount")}
          >
            {(field) => (
              <Input {...field} name="amount" inputMode="decimal" autoComplete="off" className="figures" />
            )}
          </Field>
        )}
        <Field id="createdAt" label="When it happened" error={form.errorOf("createdAt")}>
          {(field) => <Input {...field} name="createdAt" type="datetime-local" step="1" defaultValue={now} />}
        </Field>
        <Field id="reference" label="Reference" error={form.errorOf("reference")}>
          {(field) => (
            <Input
              {...field}
              name="reference"
              autoComplete="off"
              defaultValue={reference}
              className="font-mono"
            />
          )}
        </Field>
        <Field id="reason" label="Reason" error={form.errorOf("reason")}>
          {(field) => <Input {...field} name="reason" autoComplete="off" maxLength={500} />}
        </Field>
      </ActionForm>
    </Dialog>
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
