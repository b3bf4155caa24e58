"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { KeyIcon } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import { MESSAGE_SECRET_OVERLAP_HOURS } from "@/lib/connections/limits";
import type { CredentialField } from "@/lib/connectors/provider";
import { setMessageSecretAction } from "../actions";
import { SecretInput } from "../credential-fields";

interface Secret {
  id: string;
  version: number;
  field: CredentialField;
  /** Whether there is one already. */
  replaces: boolean;
}

export function MessageSecret(secret: Secret) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} className="w-fit">
        <KeyIcon /> {secret.replaces ? "Replace the secret…" : "Set the secret…"}
      </Button>
      {open && <MessageSecretDialog {...secret} onClose={() => setOpen(false)} />}
    </>
  );
}

function MessageSecretDialog({ id, version, field, replaces, onClose }: Secret & { onClose: () => void }) {
  // The form keeps to what it was opened with: sent again, it is the same form.
  const [opened] = useState({ version, replaces });
  const form = useAction(
    setMessageSecretAction,
    () => {
      onClose();
      toast("The secret is set");
    },
    { changes: ["connection"] },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({ id, version: opened.version, secret: textIn(data, "secret") })}
      onClose={onClose}
      title={opened.replaces ? "Replace the message secret" : "Set the message secret"}
      description={
        opened.replaces
          ? `Messages signed with the one before are taken for ${MESSAGE_SECRET_OVERLAP_HOURS} hours longer, so that none is lost while you change it at the provider.`
          : "The provider shows it once you have given it the address."
      }
      submitLabel="Set the secret"
    >
      <Field id="secret" label={field.label} hint={field.hint} error={form.errorOf("secret")}>
        {(control) => <SecretInput {...control} name="secret" />}
      </Field>
    </FormDialog>
  );
}
