"use client";

import { useState } from "react";
import { addMethodAction } from "@/app/(console)/policies/actions";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { ChoiceField } from "@/components/policies/text-fields";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { PlusIcon } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import { METHOD_TYPES, type MethodType } from "@/lib/policies/enums";
import { MethodFields, methodIn } from "./method-fields";

const FORM = "add-method";

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
  const form = useAction(addMethodAction, () => {
    toast("The payment method is added");
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add a payment method"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Add the method
          </Button>
        </>
      }
    >
      <ActionForm
        id={FORM}
        form={form}
        read={(data) => ({ formId, policyholderId, ...methodIn(type, (name) => textIn(data, name)) })}
      >
        <ChoiceField
          name="type"
          label="Kind"
          options={METHOD_TYPES}
          value={type}
          onChange={(event) => setType(event.target.value as MethodType)}
        />
        <MethodFields type={type} errorOf={form.errorOf} />
      </ActionForm>
    </Dialog>
  );
}
