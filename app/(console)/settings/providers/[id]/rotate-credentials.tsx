"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { toast } from "@/components/ui/toast";
import type { CredentialField } from "@/lib/connectors/provider";
import { isolated } from "@/lib/text/isolated";
import { rotateCredentialsAction } from "../actions";
import { CredentialFields, credentialsIn } from "../credential-fields";
import type { ConnectionStep } from "./connection-actions";

export function RotateCredentials({
  connection: { id, name, version, live },
  fields,
  onClose,
}: {
  connection: ConnectionStep;
  fields: readonly CredentialField[];
  onClose: () => void;
}) {
  // The form keeps to the version it was opened with: sent again, it is the same form.
  const [seen] = useState(version);
  const form = useAction(
    rotateCredentialsAction,
    () => {
      onClose();
      toast(`${isolated(name)} uses the new credentials`);
    },
    { changes: ["connection"] },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({ id, version: seen, credentials: credentialsIn(data, fields) })}
      onClose={onClose}
      title="Rotate the credentials"
      description={`Others of the same ${live ? "live" : "test"} account. They are checked before they take over; end the old ones at the provider a few minutes later, once every process uses the new ones.`}
      submitLabel="Check and take over"
    >
      <CredentialFields fields={fields} errorOf={form.errorOf} />
    </FormDialog>
  );
}
