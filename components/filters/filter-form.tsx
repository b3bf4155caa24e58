"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";
import { closePopover, openPopover } from "@/components/ui/popover";

/** A form that leads to an address. With a script the address stays free of empty fields and the page stays in place. */
export function FilterForm({ action, children }: { action: string; children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <form
      action={action}
      // What was typed for another address is not put back into the fields of this one by the browser.
      autoComplete="off"
      // Judged below: the browser says nothing of a field in a panel that is closed.
      noValidate
      aria-busy={pending}
      className="flex flex-wrap items-center gap-2 aria-busy:opacity-70"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        if (refused(form)) return;
        if (document.activeElement) closePopover(document.activeElement);
        const params = filledIn(form).toString();
        startTransition(() => router.push(params ? `${action}?${params}` : action));
      }}
    >
      {children}
    </form>
  );
}

/** Whether a field holds what nothing can be looked for by: it is shown, and says so. */
function refused(form: HTMLFormElement): boolean {
  const wrong = form.querySelector<HTMLInputElement>("input:invalid");
  if (!wrong) return false;
  openPopover(wrong);
  wrong.reportValidity();
  wrong.focus();
  return true;
}

/** What is filled in; of a field that says what its text stands for, that. */
function filledIn(form: HTMLFormElement): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, text] of new FormData(form)) {
    if (typeof text !== "string" || text.trim() === "") continue;
    const field = form.elements.namedItem(name);
    params.append(name, (field instanceof HTMLElement && field.dataset.value) || text);
  }
  return params;
}
