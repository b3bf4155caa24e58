"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { type FieldValues, FormProvider } from "react-hook-form";
import { cn } from "@/components/ui/cn";
import { Notice } from "@/components/ui/notice";
import type { ActionFormState } from "./use-action-form";

/**
 * A form whose fields keep what was typed whatever the answer is: they are never reset. After a refusal the first field
 * that was refused has the focus. `read` makes the action's input of what the fields inside have registered.
 */
export function ActionForm<Input>({
  id,
  form,
  read,
  className,
  children,
}: {
  id?: string;
  form: ActionFormState<Input>;
  read: (values: FieldValues) => NoInfer<Input>;
  className?: string;
  children?: ReactNode;
}) {
  const element = useRef<HTMLFormElement>(null);
  // Focus is outside React, and moves only once the refused field is marked.
  useEffect(() => {
    if (!form.pending) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form.pending]);
  return (
    <FormProvider {...form.fields}>
      <form
        id={id}
        ref={element}
        // Sent before its script has arrived, it goes nowhere, rather than with a password into the address.
        method="dialog"
        noValidate
        onSubmit={(event) => {
          // A dialog drawn inside another form is in it for React, and not in the page.
          event.stopPropagation();
          void form.fields.handleSubmit((values) => form.run(read(values)))(event);
        }}
        onInput={(event) => event.target instanceof HTMLElement && form.edited(event.target.id)}
        className={cn("grid gap-4", className)}
      >
        {form.problem && (
          <Notice tone="negative" title={form.problem.message} requestId={form.problem.requestId} />
        )}
        {children}
      </form>
    </FormProvider>
  );
}
