"use client";

import { actionClass, primaryClass } from "@/components/checkout/action-link";

/** A fault of ours. Opening a page never charges, so looking again is safe. */
export default function PayFault({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-4 p-6">
      <h1 className="font-semibold text-xl tracking-tight">This page could not be shown</h1>
      <p className="text-base text-muted-foreground">
        Something went wrong on our side. Looking again never charges you, and shows whether the payment was
        made.
      </p>
      {error.digest && <p className="text-muted-foreground text-xs">Fault {error.digest}</p>}
      <a href="?" className={`${actionClass} ${primaryClass}`}>
        Look again
      </a>
    </main>
  );
}
