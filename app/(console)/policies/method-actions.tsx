"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useActionForm } from "@/components/forms/use-action-form";
import { textIn } from "@/components/forms/values";
import { TextField } from "@/components/policies/text-fields";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { blockMethodAction, verifyMethodAction } from "./actions";

interface MethodProps {
  id: string;
  name: string;
}

/** What can be done with a method as it stands: verify, unblock or block. */
export function MethodActions({
  usable,
  blocked,
  ...method
}: MethodProps & { usable: boolean; blocked: boolean }) {
  const [blocking, setBlocking] = useState(false);
  const verify = useActionForm(verifyMethodAction, () =>
    toast(blocked ? `${method.name} is unblocked` : `${method.name} is verified`),
  );
  return (
    <div className="grid gap-2">
      {verify.problem && (
        <Notice tone="negative" title={verify.problem.message} requestId={verify.problem.requestId} />
      )}
      <div className="flex flex-wrap gap-2">
        {!usable && (
          <Button pending={verify.pending} onClick={() => verify.run({ id: method.id })}>
            {blocked ? "Unblock" : "Mark as verified"}
          </Button>
        )}
        {!blocked && <Button onClick={() => setBlocking(true)}>Block…</Button>}
      </div>
      {blocking && <BlockDialog {...method} onClose={() => setBlocking(false)} />}
    </div>
  );
}

function BlockDialog({ id, name, onClose }: MethodProps & { onClose: () => void }) {
  const form = useActionForm(blockMethodAction, () => {
    toast(`${name} is blocked`);
    onClose();
  });
  return (
    <FormDialog
      form={form}
      read={(data) => ({ id, reason: textIn(data, "reason") })}
      onClose={onClose}
      title={`Block ${name}?`}
      description="Nothing is collected or retried with it until it is unblocked."
      submitLabel="Block the method"
      look="danger"
      cancelLabel="Cancel"
    >
      <TextField name="reason" label="Reason" error={form.errorOf("reason")} autoFocus />
    </FormDialog>
  );
}
