"use client";

import { ActionForm, textIn } from "@/components/forms/action-form";
import type { ActionResult } from "@/components/forms/action-result";
import { PasswordInput } from "@/components/forms/password-input";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";

const FORM = "confirm-password";

/** Asks for the password again before something that whoever finds an open screen should not do. */
export function ConfirmPasswordDialog<Value>({
  title,
  description,
  confirmLabel,
  action,
  onDone,
  onClose,
}: {
  title: string;
  description: string;
  confirmLabel: string;
  action: (form: { currentPassword: string }) => Promise<ActionResult<Value>>;
  onDone: (value: Value) => void;
  onClose: () => void;
}) {
  const form = useAction(action, onDone);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <ActionForm
        id={FORM}
        form={form}
        read={(data) => ({ currentPassword: textIn(data, "confirmedPassword") })}
      >
        <Field
          id="confirmedPassword"
          label="Your password"
          error={form.errorOf("currentPassword", "confirmedPassword")}
        >
          {(field) => (
            <PasswordInput {...field} name="confirmedPassword" autoComplete="current-password" autoFocus />
          )}
        </Field>
      </ActionForm>
    </Dialog>
  );
}
