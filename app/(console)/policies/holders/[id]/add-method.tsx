"use client";

import { useState } from "react";
import { addMethodAction } from "@/app/(console)/policies/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { ChoiceField } from "@/components/policies/text-fields";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import { METHOD_TYPES, type MethodType } from "@/lib/policies/enums";
import { MethodFields, methodIn } from "./method-fields";

export function AddMethod({ policyholderId }: { policyholderId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <PlusIcon /> Add a payment method
      </Button>
      {open && <AddMethodDialog policyholderId={policyholderId} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddMethodDialog({ policyholderId, onClose }: { policyholderId: string; onClose: () => void }) {
  const [type, setType] = useState<MethodType>("debit_order");
  const [formId] = useState(newId);
  const form = useAction(
    addMethodAction,
    () => {
      toast("The payment method is added");
      onClose();
    },
    { changes: ["payment_method", "policyholder"] },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({ formId, policyholderId, ...methodIn(type, (name) => textIn(data, name)) })}
      onClose={onClose}
      title="Add a payment method"
      submitLabel="Add the method"
    >
      <ChoiceField
        name="type"
        label="Kind"
        options={METHOD_TYPES}
        value={type}
        onChange={(event) => setType(event.target.value as MethodType)}
      />
      <MethodFields type={type} errorOf={form.errorOf} />
    </FormDialog>
  );
}
