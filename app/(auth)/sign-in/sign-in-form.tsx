"use client";

import { ActionForm, textIn } from "@/components/forms/action-form";
import { PasswordInput } from "@/components/forms/password-input";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signInAction } from "../actions";
import { goOn } from "../go-on";

export function SignInForm({ next }: { next: string }) {
  const form = useAction(signInAction, goOn);
  return (
    <ActionForm
      form={form}
      read={(data) => ({ email: textIn(data, "email"), password: textIn(data, "password"), next })}
    >
      <Field id="email" label="E-mail" error={form.errorOf("email")}>
        {(field) => <Input {...field} name="email" type="email" autoComplete="username" autoFocus required />}
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
