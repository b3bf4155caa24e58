import { ChevronDownIcon } from "@/components/ui/icons";
import type { TakenCard } from "@/lib/connectors/card-form";
import { groupDigits } from "@/lib/connectors/typed-card/card-brands";

/** Says that no money moves, and shows the cards that the card form takes, if there is one. Opens without a script. */
export function TestBanner({ cards }: { cards: readonly TakenCard[] }) {
  if (cards.length === 0) {
    return (
      <header className="test-stripes flex min-h-11 items-center justify-center px-4 py-1.5 text-test-foreground print:hidden">
        <p className="rounded-md bg-test px-3 py-1 font-medium">Test page: no money moves</p>
      </header>
    );
  }
  return (
    <details className="group print:hidden">
      <summary className="test-stripes flex min-h-11 text-test-foreground list-none items-center justify-center px-4 py-1.5 [&::-webkit-details-marker]:hidden">
        <span className="flex items-center gap-x-3 rounded-md bg-test px-3 py-1 font-medium">
          <span>Test page: no money moves</span>
          <span className="flex items-center gap-1 underline decoration-1 underline-offset-2">
            Test cards
            <ChevronDownIcon className="size-4 transition-transform group-open:rotate-180" />
          </span>
        </span>
      </summary>
      <div className="border-b bg-card text-foreground">
        <div className="mx-auto max-w-4xl px-6 py-5">
          <p className="text-pretty">
            Any date to come and any security code will do (4 digits for American Express). Never enter a real
            card: it is refused and not kept.
          </p>
          <ul className="mt-4 gap-x-12 md:columns-2">
            {cards.map(({ number, shows }) => (
              <li key={number} className="flex break-inside-avoid gap-4 border-t py-1.5">
                <span className="figures w-40 shrink-0 font-medium">{groupDigits(number)}</span>
                <span className="text-muted-foreground">{shows}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </details>
  );
}
