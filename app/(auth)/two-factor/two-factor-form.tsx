"use client";

import Link from "next/link";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { secondFactorAction } from "../actions";
import { goOn } from "../go-on";

export function TwoFactorForm({ next }: { next: string }) {
  const form = useAction(secondFactorAction, goOn);
  return (
    <ActionForm form={form} read={(data) => ({ code: textIn(data, "code"), next })}>
      <Field id="code" label="Code" error={form.errorOf("code")}>
        {(field) => (
          <Input
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
