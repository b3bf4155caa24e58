"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { PlusIcon } from "@/components/ui/icons";
import { newId } from "@/lib/ids";
import { createMerchantAction } from "./actions";
import { MerchantFields, merchantIn, newMerchant } from "./merchant-fields";

const FORM = "create-merchant";

export function CreateMerchant(props: { currencies: readonly string[]; locale: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <PlusIcon /> Add a merchant
      </Button>
      {open && <CreateMerchantDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function CreateMerchantDialog({
  currencies,
  locale,
  onClose,
}: {
  currencies: readonly string[];
  locale: string;
  onClose: () => void;
}) {
  const router = useRouter();
  // Minted with the form: however often it is sent, it makes one merchant.
  const [id] = useState(newId);
  const form = useAction(createMerchantAction, (path) => router.push(path));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add a merchant"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Add the merchant
          </Button>
        </>
      }
    >
      <ActionForm id={FORM} form={form} read={(data) => merchantIn(data, id)}>
        <MerchantFields
          values={newMerchant(locale)}
          currencies={currencies}
          errorOf={form.errorOf}
          autoFocus
        />
      </ActionForm>
    </Dialog>
  );
}
