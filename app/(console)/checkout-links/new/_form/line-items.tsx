"use client";

import type { KeyboardEvent } from "react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";
import { LINE_ITEMS_MAX } from "@/lib/checkout/limits";
import { ofCurrency } from "@/lib/money/amount";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { asTyped, formatMoney } from "@/lib/money/format";
import { sumOf, typedMinor } from "./amounts";
import { LineRow } from "./line-row";
import { useFormSetting } from "./link-context";
import { EMPTY_LINE, type LinkValues } from "./link-values";

/** What the customer is shown as bought. Enter goes on to the next line; Backspace in an empty line takes it away. */
export function LineItems() {
  const { control } = useFormContext<LinkValues>();
  const { fields, insert, append, remove } = useFieldArray({ control, name: "lineItems" });
  const full = fields.length >= LINE_ITEMS_MAX;
  const focusOn = (at: number) => ({ shouldFocus: true, focusName: `lineItems.${at}.description` });
  const walk = (event: KeyboardEvent<HTMLElement>, at: number, blank: boolean) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (!full) insert(at + 1, EMPTY_LINE, focusOn(at + 1));
    }
    if (event.key === "Backspace" && blank && event.target.value === "") {
      event.preventDefault();
      remove(at);
      document.getElementById(at > 0 ? `lineItems.${at - 1}.description` : "add-line")?.focus();
    }
  };
  return (
    <fieldset className="grid grid-cols-1 gap-2 max-sm:gap-4">
      <legend className="mb-1.5 font-medium">
        Line items <span className="font-normal text-muted-foreground">(optional)</span>
      </legend>
      {fields.length > 0 && (
        <div
          aria-hidden="true"
          className="grid grid-cols-[minmax(0,1fr)_4.5rem_6.5rem_2rem] gap-2 text-muted-foreground text-xs max-sm:hidden"
        >
          <span>Description</span>
          <span className="text-right">Quantity</span>
          <span className="text-right">Price each</span>
        </div>
      )}
      {fields.map(({ id }, at) => (
        <LineRow key={id} at={at} onKeyDown={walk} onRemove={() => remove(at)} />
      ))}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Button
          id="add-line"
          size="sm"
          disabled={full}
          onClick={() => append(EMPTY_LINE, focusOn(fields.length))}
        >
          <PlusIcon /> Add a line
        </Button>
        {full && <p className="text-muted-foreground text-xs">At most {LINE_ITEMS_MAX} lines.</p>}
        <LinesSum />
      </div>
    </fieldset>
  );
}

/** What the lines come to; lines need not add up to the amount, but mostly should. */
function LinesSum() {
  const { control, setValue } = useFormContext<LinkValues>();
  const { locale } = useFormSetting();
  const [lines, amount, currency] = useWatch({ control, name: ["lineItems", "amount", "currency"] });
  const sum = sumOf(lines, currency, locale);
  if (sum === 0n) return null;
  const equal = typedMinor(amount, currency, locale) === sum;
  return (
    <p className="figures flex items-center gap-2 text-muted-foreground text-xs">
      <span>
        {equal ? "Adds up to the amount" : `Adds up to ${formatMoney(ofCurrency(sum, currency), { locale })}`}
      </span>
      {!equal && (
        <Button
          size="sm"
          onClick={() =>
            setValue("amount", asTyped(sum, CHECKOUT_PRECISION, locale), {
              shouldDirty: true,
              shouldValidate: true,
            })
          }
        >
          Use as the amount
        </Button>
      )}
    </p>
  );
}
