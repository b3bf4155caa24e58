import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";
import type { TakenCard } from "@/lib/connectors/card-form";
import { TestBanner } from "./test-banner";

/** Everything a hosted page has around it. */
export function PageFrame({
  testMode,
  testCards = [],
  children,
}: {
  testMode: boolean;
  /** What the card form takes; a provider's own page has cards of its own. */
  testCards?: readonly TakenCard[];
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col print:min-h-0">
      {testMode && <TestBanner cards={testCards} />}
      <main className="mx-auto grid w-full max-w-4xl grow grid-cols-1 content-center px-4 py-8 sm:px-6 sm:py-12 print:content-start print:py-6">
        {children}
      </main>
      <footer className="flex items-center justify-center gap-1.5 px-4 pb-6 text-muted-foreground text-xs">
        <Mark className="size-4 text-muted-foreground" />
        Payments by Counterfoil
      </footer>
    </div>
  );
}
