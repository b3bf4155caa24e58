"use client";

import { useState } from "react";
import { VerifyMethod } from "@/app/(console)/_shared/verify-method";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { TextField } from "@/components/policies/text-fields";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";
import { blockMethodAction } from "./actions";

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
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {!usable && <VerifyMethod {...method} blocked={blocked} />}
        {!blocked && (
          <Button onClick={() => setBlocking(true)}>
            Block…<span className="sr-only"> {method.name}</span>
          </Button>
        )}
      </div>
      {blocking && <BlockDialog {...method} onClose={() => setBlocking(false)} />}
    </div>
  );
}

function BlockDialog({ id, name, onClose }: MethodProps & { onClose: () => void }) {
  const form = useAction(
    blockMethodAction,
    () => {
      toast(`${isolated(name)} is blocked`);
      onClose();
    },
    { changes: ["payment_method"] },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({ id, reason: textIn(data, "reason") })}
      onClose={onClose}
      title={`Block ${isolated(name)}?`}
      description="Nothing is collected or retried with it until it is unblocked."
      submitLabel="Block the method"
      look="danger"
      cancelLabel="Cancel"
    >
      <TextField name="reason" label="Reason" error={form.errorOf("reason")} autoFocus />
    </FormDialog>
  );
}
