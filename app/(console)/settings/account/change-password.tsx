"use client";

import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordInput } from "@/components/forms/password-input";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { changePasswordAction } from "./actions";

export function ChangePassword({ email, rule }: { email: string; rule: string }) {
  // A changed password is typed no further: a new form takes the old one's place.
  const [changes, setChanges] = useState(0);
  const form = useAction(
    changePasswordAction,
    () => {
      setChanges(changes + 1);
      toast("Your password is changed");
    },
    { changes: ["session"] },
  );
  return (
    <ActionForm
      key={changes}
      form={form}
      read={(data) => ({
        currentPassword: textIn(data, "currentPassword"),
        newPassword: textIn(data, "newPassword"),
      })}
    >
      {/* Password managers look for whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field id="currentPassword" label="Current password" error={form.errorOf("currentPassword")}>
        {(field) => (
          <PasswordInput
            {...field}
            name="currentPassword"
            autoComplete="current-password"
            what="the current password"
          />
        )}
      </Field>
      <Field id="newPassword" label="New password" hint={rule} error={form.errorOf("newPassword")}>
        {(field) => (
          <PasswordInput {...field} name="newPassword" autoComplete="new-password" what="the new password" />
        )}
      </Field>
      <Button type="submit" pending={form.pending} className="justify-self-start">
        Change the password
      </Button>
    </ActionForm>
  );
}
