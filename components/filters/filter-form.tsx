"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";
import { closePopover } from "@/components/ui/popover";

/** A form that leads to an address. With a script the address stays free of empty fields and the page stays in place. */
export function FilterForm({ action, children }: { action: string; children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <form
      action={action}
      aria-busy={pending}
      className="flex flex-wrap items-center gap-2 aria-busy:opacity-70"
      onSubmit={(event) => {
        event.preventDefault();
        if (document.activeElement) closePopover(document.activeElement);
        const filled = [...new FormData(event.currentTarget)].filter(
          (field): field is [string, string] => typeof field[1] === "string" && field[1].trim() !== "",
        );
        const params = new URLSearchParams(filled).toString();
        startTransition(() => router.push(params ? `${action}?${params}` : action));
      }}
    >
      {children}
    </form>
  );
}
