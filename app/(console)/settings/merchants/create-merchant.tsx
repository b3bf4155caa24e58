"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";
import { newId } from "@/lib/ids";
import { createMerchantAction } from "./actions";
import { MerchantFields, merchantIn, newMerchant } from "./merchant-fields";

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
  const form = useAction(createMerchantAction, (path) => router.push(path), {
    changes: ["merchant"],
    schema: () => import("@/lib/merchants/schemas").then(({ CreateMerchant }) => CreateMerchant),
  });
  return (
    <FormDialog
      form={form}
      read={(data) => merchantIn(data, id)}
      onClose={onClose}
      title="Add a merchant"
      submitLabel="Add the merchant"
    >
      <MerchantFields values={newMerchant(locale)} currencies={currencies} errorOf={form.errorOf} autoFocus />
    </FormDialog>
  );
}
