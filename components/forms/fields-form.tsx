"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { type FieldValues, useForm } from "react-hook-form";
import { cn } from "@/components/ui/cn";
import { Notice } from "@/components/ui/notice";
import { FormFields } from "./form-fields";
import type { ActionProgress } from "./use-action";

export interface FieldsFormProps {
  id?: string;
  action: ActionProgress;
  onSend: (values: FieldValues) => void;
  defaultValues?: FieldValues;
  className?: string;
  children?: ReactNode;
}

/**
 * Fields held by react-hook-form, which keep what was typed whatever the answer is: they are never reset. After a refusal
 * the first field that was refused has the focus.
 */
export function FieldsForm({ id, action, onSend, defaultValues, className, children }: FieldsFormProps) {
  const element = useRef<HTMLFormElement>(null);
  // A field that is not shown has no value.
  const fields = useForm<FieldValues>({ shouldUnregister: true, ...(defaultValues && { defaultValues }) });
  // Focus is outside React, and moves only once the refused field is marked.
  useEffect(() => {
    if (!action.pending) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [action.pending]);
  return (
    <FormFields value={fields}>
      <form
        id={id}
        ref={element}
        // Sent before its script has arrived, it goes nowhere, rather than with a password into the address.
        method="dialog"
        noValidate
        onSubmit={(event) => {
          // A dialog drawn inside another form is in it for React, and not in the page.
          event.stopPropagation();
          void fields.handleSubmit(onSend)(event);
        }}
        onInput={(event) => event.target instanceof HTMLElement && action.edited(event.target.id)}
        className={cn("grid gap-4", className)}
      >
        {action.problem && (
          <Notice tone="negative" title={action.problem.message} requestId={action.problem.requestId} />
        )}
        {children}
      </form>
    </FormFields>
  );
}
