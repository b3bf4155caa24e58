"use client";

import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import { TextInput } from "@/components/forms/inputs";
import { useActionForm } from "@/components/forms/use-action-form";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { secondFactorAction } from "../actions";
import { goOn } from "../go-on";

export function TwoFactorForm({ next }: { next: string }) {
  const form = useActionForm(secondFactorAction, goOn);
  return (
    <ActionForm form={form} read={(data) => ({ code: textIn(data, "code"), next })}>
      <Field id="code" label="Code" error={form.errorOf("code")}>
        {(field) => (
          <TextInput
            {...field}
            name="code"
            autoComplete="one-time-code"
            spellCheck={false}
            autoFocus
            maxLength={16}
            className="figures h-11 text-center font-mono text-lg tracking-[0.2em]"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        Go on
      </Button>
      <Link
        href="/sign-in"
        className="justify-self-center text-muted-foreground text-xs hover:text-foreground"
      >
        Start over
      </Link>
    </ActionForm>
  );
}
