import { CircleCheckIcon, CircleHelpIcon, CircleXIcon, type Icon } from "@/components/ui/icons";
import type { CheckItem } from "@/lib/connectors/provider";

const LOOKS: Record<CheckItem["state"], { icon: Icon; words: string; className: string }> = {
  passed: { icon: CircleCheckIcon, words: "Passed", className: "text-positive" },
  failed: { icon: CircleXIcon, words: "Failed", className: "text-negative" },
  not_known: { icon: CircleHelpIcon, words: "Not known", className: "text-muted-foreground" },
};

/** What asking the provider has shown, item by item. */
export function Checklist({
  items,
  currencies,
}: {
  items: readonly CheckItem[];
  currencies: readonly string[];
}) {
  return (
    <ul className="grid gap-2.5">
      {items.map((item) => (
        <Item key={item.what} item={item} />
      ))}
      <Item
        item={{
          what: "Currencies",
          state: "passed",
          detail: currencies.length > 0 ? currencies.join(", ") : "All that the provider takes.",
        }}
      />
    </ul>
  );
}

function Item({ item: { what, state, detail } }: { item: CheckItem }) {
  const { icon: StateIcon, words, className } = LOOKS[state];
  return (
    <li className="grid grid-cols-[auto_1fr] items-start gap-x-2.5">
      <StateIcon className={`mt-0.5 size-4 ${className}`} />
      <span className="grid">
        <span className="font-medium">
          {what}
          <span className="sr-only">: {words}</span>
        </span>
        <span className="text-muted-foreground text-xs wrap-anywhere">{detail}</span>
      </span>
    </li>
  );
}
