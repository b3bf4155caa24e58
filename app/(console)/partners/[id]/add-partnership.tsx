"use client";

import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { addPartnershipAction } from "@/app/(console)/partners/actions";
import type { ActionInput } from "@/components/forms/action-result";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";
import { newId } from "@/lib/ids";
import { TermsFields } from "./terms-fields";

export function AddPartnership(props: { partnerId: string; currencies: readonly string[]; locale: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <PlusIcon /> Agree on terms
      </Button>
      {open && <AddPartnershipDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddPartnershipDialog({
  partnerId,
  currencies,
  locale,
  onClose,
}: {
  partnerId: string;
  currencies: readonly string[];
  locale: string;
  onClose: () => void;
}) {
  // Minted with the form: however often it is sent, the terms are agreed once.
  const [formId] = useState(newId);
  const form = useAction(
    addPartnershipAction,
    () => {
      onClose();
    },
    {
      changes: ["partnership"],
      schema: () => import("@/lib/referrals/forms").then(({ partnershipForm }) => partnershipForm(locale)),
    },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({ formId, ...termsIn(data, partnerId) })}
      onClose={onClose}
      title="Agree on terms"
      description="Terms never change: new referrals come under the newest accepted ones."
      submitLabel="Save the terms"
    >
      <TermsFields currencies={currencies} locale={locale} errorOf={form.errorOf} />
    </FormDialog>
  );
}

function termsIn(
  data: FieldValues,
  partnerId: string,
): Omit<ActionInput<typeof addPartnershipAction>, "formId"> {
  const flat = textIn(data, "type") === "flat";
  const recurrence = textIn<"first_payment" | "months" | "lifetime">(data, "recurrence");
  return {
    partnerId,
    state: textIn(data, "state"),
    rate: flat
      ? { type: "flat", amount: textIn(data, "amount"), currency: textIn(data, "currency") }
      : { type: "percent", percent: textIn(data, "percent") },
    recurrence: recurrence === "months" ? { recurrence, months: textIn(data, "months") } : { recurrence },
    holdDays: textIn(data, "holdDays"),
    expiryDays: textIn(data, "expiryDays"),
    minimum: textIn(data, "minimum"),
  };
}
