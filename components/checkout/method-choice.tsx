import { cardName } from "@/lib/text/card-brand";
import { BrandMark } from "./brand-mark";

export interface SavedCard {
  id: string;
  brand: string;
  last4: string;
  expiryMonth: number;
  expiryYear: number;
  /** Shown, and not to be chosen. */
  expired: boolean;
}

/** The value of `method` that means the card fields. */
export const NEW_CARD = "card";

/** Saved cards to choose from, and a new one. The card fields show by CSS alone when the last choice is taken. */
export function MethodChoice({
  savedMethods,
  chosen,
}: {
  savedMethods: readonly SavedCard[];
  chosen: string;
}) {
  return (
    <fieldset>
      <legend className="font-medium">Pay with</legend>
      <div className="mt-1.5 divide-y rounded-md border border-input bg-background">
        {savedMethods.map((card) => (
          <Choice key={card.id} value={card.id} chosen={chosen} disabled={card.expired}>
            <BrandMark brand={card.brand} />
            <span className="figures">
              <span className="sr-only">{cardName(card.brand)} ending in </span>
              <span aria-hidden="true">•••• </span>
              {card.last4}
            </span>
            <span className="figures ml-auto text-muted-foreground text-xs">
              {card.expired && "Expired "}
              {String(card.expiryMonth).padStart(2, "0")}/{String(card.expiryYear).slice(-2)}
            </span>
          </Choice>
        ))}
        <Choice value={NEW_CARD} chosen={chosen}>
          Another card
        </Choice>
      </div>
    </fieldset>
  );
}

function Choice({
  value,
  chosen,
  disabled = false,
  children,
}: {
  value: string;
  chosen: string;
  disabled?: boolean;
  children: React.ReactNode;
}) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 px-3 py-2 first:rounded-t-md last:rounded-b-md hover:bg-hover has-disabled:cursor-not-allowed has-checked:bg-primary-surface has-disabled:text-muted-foreground has-disabled:hover:bg-transparent">
      <input
        type="radio"
        name="method"
        value={value}
        id={`method-${value}`}
        defaultChecked={value === chosen && !disabled}
        disabled={disabled}
        className="size-4 accent-primary"
      />
      {children}
    </label>
  );
}
