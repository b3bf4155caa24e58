"use client";

import { useState } from "react";
import { rotateSecretAction, type ShownSecret } from "@/app/(console)/webhooks/actions";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SecretDialog } from "@/components/webhooks/secret-dialog";
import { newId } from "@/lib/ids";
import type { OverlapHours } from "@/lib/webhooks/endpoints/schemas";

const FORM = "rotate-secret";
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
  const form = useAction(rotateSecretAction, setMade);
  if (made)
    return <SecretDialog title="The new secret signs from now on" secret={made.secret} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Rotate the signing secret"
      description="Messages are signed with the new secret and, until it ends, with the old one beside it: a receiver that knows either accepts them."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Make the new secret
          </Button>
        </>
      }
    >
      <ActionForm
        id={FORM}
        form={form}
        read={(data) => ({ id, secretId, overlapHours: textIn(data, "overlapHours") })}
      >
        <Field
          id="overlapHours"
          label="The old secret goes on"
          hint="Long enough to change it at the receiver. End it now if somebody else may have it."
          error={form.errorOf("overlapHours")}
        >
          {(field) => (
            <Select {...field} name="overlapHours" defaultValue="24" autoFocus>
              {Object.entries(OVERLAPS).map(([hours, words]) => (
                <option key={hours} value={hours}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </ActionForm>
    </Dialog>
  );
}
