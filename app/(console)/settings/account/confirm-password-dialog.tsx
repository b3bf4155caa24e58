"use client";

import type { ActionResult } from "@/components/forms/action-result";
import { FormDialog } from "@/components/forms/form-dialog";
import { PasswordInput } from "@/components/forms/password-input";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";

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
  const form = useAction(action, onDone, { changes: ["user", "session"] });
  return (
    <FormDialog
      form={form}
      read={(data) => ({ currentPassword: textIn(data, "confirmedPassword") })}
      onClose={onClose}
      title={title}
      description={description}
      submitLabel={confirmLabel}
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
    </FormDialog>
  );
}
