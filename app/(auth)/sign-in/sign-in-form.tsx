"use client";

import { ActionForm } from "@/components/forms/action-form";
import type { ActionInput, ActionResult } from "@/components/forms/action-result";
import { TextInput } from "@/components/forms/inputs";
import { PasswordInput } from "@/components/forms/password-input";
import { postJson } from "@/components/forms/post-json";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { signInAction } from "../actions";
import { goOn } from "../go-on";
import type { Passed } from "../sign-in-steps";

/** `onDone` is for a dialog over a page that stays as it is; without it, the browser goes on with a fresh page. */
export function SignInForm({ next, onDone }: { next: string; onDone?: (passed: Passed) => void }) {
  const form = useAction(onDone ? signInBeside : signInAction, onDone ?? (({ path }) => goOn(path)));
  return (
    <ActionForm
      form={form}
      read={(data) => ({ email: textIn(data, "email"), password: textIn(data, "password"), next })}
    >
      <Field id="sign-in-email" label="E-mail" error={form.errorOf("email", "sign-in-email")}>
        {(field) => (
          <TextInput {...field} name="email" type="email" autoComplete="username" autoFocus required />
        )}
      </Field>
      <Field id="sign-in-password" label="Password" error={form.errorOf("password", "sign-in-password")}>
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

function signInBeside(input: ActionInput<typeof signInAction>): Promise<ActionResult<Passed>> {
  return postJson("/sign-in/beside", input);
}
