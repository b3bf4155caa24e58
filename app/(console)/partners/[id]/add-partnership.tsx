"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { addPartnershipAction } from "@/app/(console)/partners/actions";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { PlusIcon } from "@/components/ui/icons";
import { newId } from "@/lib/ids";
import { TermsFields } from "./terms-fields";

const FORM = "add-partnership";

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
  const router = useRouter();
  // Minted with the form: however often it is sent, the terms are agreed once.
  const [formId] = useState(newId);
  const form = useAction(addPartnershipAction, () => {
    onClose();
    router.refresh();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Agree on terms"
      description="Terms never change: new referrals come under the newest accepted ones."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Save the terms
          </Button>
        </>
      }
    >
      <ActionForm id={FORM} form={form} read={(data) => ({ formId, ...termsIn(data, partnerId) })}>
        <TermsFields currencies={currencies} locale={locale} errorOf={form.errorOf} />
      </ActionForm>
    </Dialog>
  );
}

function termsIn(data: FormData, partnerId: string) {
  const type = textIn(data, "type");
  const recurrence = textIn(data, "recurrence");
  return {
    partnerId,
    state: textIn(data, "state"),
    rate: {
      type,
      percent: textIn(data, "percent"),
      amount: textIn(data, "amount"),
      currency: textIn(data, "currency"),
    },
    recurrence: { recurrence, months: textIn(data, "months") },
    holdDays: textIn(data, "holdDays"),
    expiryDays: textIn(data, "expiryDays"),
    minimum: textIn(data, "minimum"),
  };
}
