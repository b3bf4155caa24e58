"use client";

import { ActionForm } from "@/components/forms/action-form";
import { TextInput } from "@/components/forms/inputs";
import { PasswordInput } from "@/components/forms/password-input";
import { useActionForm } from "@/components/forms/use-action-form";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { signInAction } from "../actions";
import { goOn } from "../go-on";

export function SignInForm({ next }: { next: string }) {
  const form = useActionForm(signInAction, goOn);
  return (
    <ActionForm
      form={form}
      read={(data) => ({ email: textIn(data, "email"), password: textIn(data, "password"), next })}
    >
      <Field id="email" label="E-mail" error={form.errorOf("email")}>
        {(field) => (
          <TextInput {...field} name="email" type="email" autoComplete="username" autoFocus required />
        )}
      </Field>
      <Field id="password" label="Password" error={form.errorOf("password")}>
        {(field) => <PasswordInput {...field} name="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        Sign in
      </Button>
      <p className="text-muted-foreground text-xs">
        Forgotten it? Whoever runs this server can set another:{" "}
        <code className="whitespace-nowrap">npm run owner -- reset-password</code>
      </p>
    </ActionForm>
  );
}
