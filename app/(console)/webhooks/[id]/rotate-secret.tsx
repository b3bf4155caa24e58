"use client";

import { useState } from "react";
import { rotateSecretAction, type ShownSecret } from "@/app/(console)/webhooks/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { SelectInput } from "@/components/forms/inputs";
import { useActionForm } from "@/components/forms/use-action-form";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";
import { SecretDialog } from "@/components/webhooks/secret-dialog";
import { newId } from "@/lib/ids";
import type { OverlapHours } from "@/lib/webhooks/endpoints/schemas";

const OVERLAPS: Record<OverlapHours, string> = {
  0: "Not at all: it ends now",
  1: "For an hour",
  24: "For a day",
  168: "For a week",
};

/** Asks how long the old secret goes on, then shows the new one. */
export function RotateSecret({ id, onClose }: { id: string; onClose: () => void }) {
  const [secretId] = useState(newId);
  const [made, setMade] = useState<ShownSecret | null>(null);
  const form = useActionForm(rotateSecretAction, setMade);
  if (made)
    return <SecretDialog title="The new secret signs from now on" secret={made.secret} onClose={onClose} />;
  return (
    <FormDialog
      form={form}
      read={(data) => ({ id, secretId, overlapHours: textIn(data, "overlapHours") })}
      onClose={onClose}
      title="Rotate the signing secret"
      description="Messages are signed with the new secret and, until it ends, with the old one beside it: a receiver that knows either accepts them."
      submitLabel="Make the new secret"
    >
      <Field
        id="overlapHours"
        label="The old secret goes on"
        hint="Long enough to change it at the receiver. End it now if somebody else may have it."
        error={form.errorOf("overlapHours")}
      >
        {(field) => (
          <SelectInput {...field} name="overlapHours" defaultValue="24" autoFocus>
            {Object.entries(OVERLAPS).map(([hours, words]) => (
              <option key={hours} value={hours}>
                {words}
              </option>
            ))}
          </SelectInput>
        )}
      </Field>
    </FormDialog>
  );
}
