import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The page as a thing: a stub that says what is paid, a line of holes, and the slip the customer fills in. */
export function Ticket({
  stub,
  stubLabel = "What you are paying for",
  slipLabel = "Payment",
  children,
}: {
  stub: ReactNode;
  stubLabel?: string;
  slipLabel?: string;
  children: ReactNode;
}) {
  return (
    <div className="relative grid grid-cols-1 rounded-xl border bg-card shadow-raised md:grid-cols-[minmax(0,5fr)_5px_minmax(0,6fr)]">
      <section
        aria-label={stubLabel}
        className="rounded-t-xl bg-muted/70 p-6 sm:p-8 md:rounded-t-none md:rounded-l-xl"
      >
        {stub}
      </section>
      <Perforation />
      <section aria-label={slipLabel} className="p-6 sm:p-8">
        {children}
      </section>
    </div>
  );
}

/** Across the ticket on a phone, down it on anything wider, with half a hole bitten out of each edge. */
function Perforation() {
  return (
    <div aria-hidden="true" className="relative mx-3 md:mx-0 md:my-3">
      <div className="perforation-x md:hidden" />
      <div className="perforation-y hidden h-full md:block" />
      <Notch className="-left-3 top-1/2 -translate-x-1/2 -translate-y-1/2 [clip-path:inset(0_0_0_calc(50%-1px))] md:-top-3 md:left-1/2 md:[clip-path:inset(calc(50%-1px)_0_0_0)]" />
      <Notch className="-right-3 top-1/2 translate-x-1/2 -translate-y-1/2 [clip-path:inset(0_calc(50%-1px)_0_0)] md:top-auto md:right-auto md:-bottom-3 md:left-1/2 md:-translate-x-1/2 md:translate-y-1/2 md:[clip-path:inset(0_0_calc(50%-1px)_0)]" />
    </div>
  );
}

function Notch({ className }: { className: string }) {
  return <span className={cn("absolute size-4 rounded-full border bg-background", className)} />;
}
