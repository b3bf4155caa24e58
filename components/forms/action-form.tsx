"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { Notice } from "@/components/ui/notice";
import type { ActionForm as Action } from "./use-action";

/**
 * A form whose fields keep what was typed whatever the answer is: they are never reset, because it is not React that
 * submits it. After a refusal the first field that was refused has the focus.
 */
export function ActionForm<Input>({
  id,
  form,
  read,
  className,
  children,
}: {
  id?: string;
  form: Action<Input>;
  read: (data: FormData) => Input;
  className?: string;
  children: ReactNode;
}) {
  const element = useRef<HTMLFormElement>(null);
  // Focus is outside React, and moves only once the refused field is marked.
  useEffect(() => {
    if (!form.pending) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form.pending]);
  return (
    <form
      id={id}
      ref={element}
      // Sent before its script has arrived, it goes nowhere, rather than with a password into the address.
      method="dialog"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.run(read(new FormData(event.currentTarget)));
      }}
      onInput={(event) => event.target instanceof HTMLElement && form.edited(event.target.id)}
      className={cn("grid gap-4", className)}
    >
      {form.problem && (
        <Notice tone="negative" title={form.problem.message} requestId={form.problem.requestId} />
      )}
      {children}
    </form>
  );
}

/** A field's text, or nothing when the form does not have it. */
export function textIn(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
