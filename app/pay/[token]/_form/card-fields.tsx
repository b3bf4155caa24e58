import { type FocusEvent, type FormEvent, useState } from "react";
import { BrandMark } from "@/components/checkout/brand-mark";
import { brandOf, type CardBrand, cvcLength } from "@/lib/connectors/typed-card/card-brands";
import { CARD_PROBLEMS, type CardField, type CardProblem } from "@/lib/connectors/typed-card/typed-card";
import { cardName } from "@/lib/text/card-brand";
import {
  digitsIn,
  formatExpiry,
  formatNumber,
  formatWhileTyping,
  isTyped,
  tidyExpiry,
} from "./format-while-typing";
import { TextField } from "./text-field";

// Room for separators and for digits of two units each: a browser cuts off without a word what is longer.
const NUMBER_UNITS_MAX = 80;
const EXPIRY_UNITS_MAX = 40;
const CODE_UNITS_MAX = 12;

/** Number, date and code. The browser fills them in by their `cc-*` names; a number is never sent back into the page. */
export function CardFields({
  problems,
  keptExpiry,
}: {
  problems: readonly CardProblem[];
  keptExpiry: string;
}) {
  const [brand, setBrand] = useState<CardBrand | null>(null);
  return (
    <div className="grid grid-cols-2 gap-4">
      <TextField
        className="col-span-2"
        name="number"
        label="Card number"
        inputMode="numeric"
        autoComplete="cc-number"
        placeholder="1234 1234 1234 1234"
        maxLength={NUMBER_UNITS_MAX}
        problem={problemOf("number", problems)}
        adornment={brand && <BrandMark brand={brand} />}
        onInput={(event: FormEvent<HTMLInputElement>) => {
          formatWhileTyping(event.currentTarget, formatNumber);
          setBrand(brandOf(digitsIn(event.currentTarget.value)));
        }}
      />
      <TextField
        name="expiry"
        label="Expiry date"
        hint="Month and year"
        inputMode="numeric"
        autoComplete="cc-exp"
        placeholder="MM/YY"
        maxLength={EXPIRY_UNITS_MAX}
        defaultValue={keptExpiry}
        problem={problemOf("expiry", problems)}
        onInput={(event: FormEvent<HTMLInputElement>) =>
          formatWhileTyping(event.currentTarget, isTyped(event.nativeEvent) ? formatExpiry : tidyExpiry)
        }
        onBlur={({ currentTarget }: FocusEvent<HTMLInputElement>) =>
          formatWhileTyping(currentTarget, tidyExpiry)
        }
      />
      <TextField
        name="cvc"
        label="Security code"
        hint={brand === "amex" ? "4 digits on the front" : "3 digits on the back"}
        inputMode="numeric"
        autoComplete="cc-csc"
        placeholder={"0".repeat(cvcLength(brand))}
        maxLength={CODE_UNITS_MAX}
        problem={problemOf("cvc", problems)}
      />
      <p className="sr-only" aria-live="polite">
        {brand && cardName(brand)}
      </p>
    </div>
  );
}

function problemOf(field: CardField, problems: readonly CardProblem[]): string | undefined {
  const found = problems.find((problem) => CARD_PROBLEMS[problem].field === field);
  return found && CARD_PROBLEMS[found].message;
}
