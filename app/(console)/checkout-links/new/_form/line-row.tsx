"use client";

import type { KeyboardEvent } from "react";
import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { TrashIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { DESCRIPTION_LENGTH_MAX } from "@/lib/checkout/limits";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { asTyped } from "@/lib/money/format";
import { useFormSetting } from "./link-context";
import { isBlank, type LinkValues } from "./link-values";

export function LineRow({
  at,
  onKeyDown,
  onRemove,
}: {
  at: number;
  onKeyDown: (event: KeyboardEvent<HTMLElement>, at: number, blank: boolean) => void;
  onRemove: () => void;
}) {
  const { register, getValues, formState } = useFormContext<LinkValues>();
  const { locale } = useFormSetting();
  const errors = formState.errors.lineItems?.[at];
  const name = `Line ${at + 1}`;
  const control = (field: "description" | "quantity" | "amount") => ({
    id: `lineItems.${at}.${field}`,
    autoComplete: "off",
    "aria-invalid": errors?.[field] ? (true as const) : undefined,
    "aria-describedby": errors?.[field] ? `lineItems.${at}.error` : undefined,
    ...register(`lineItems.${at}.${field}`),
  });
  const messages = [errors?.description, errors?.quantity, errors?.amount].flatMap(
    (error) => error?.message ?? [],
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys pressed in the row's own fields pass here
    <div
      className="grid gap-1"
      onKeyDown={(event) => onKeyDown(event, at, isBlank(getValues(`lineItems.${at}`)))}
    >
      <div className="grid grid-cols-[4.5rem_minmax(0,1fr)_2rem] gap-2 sm:grid-cols-[minmax(0,1fr)_4.5rem_6.5rem_2rem]">
        <Input
          {...control("description")}
          aria-label={`${name}, description`}
          placeholder="Description"
          maxLength={DESCRIPTION_LENGTH_MAX}
          className="max-sm:col-span-3"
        />
        <Input
          {...control("quantity")}
          aria-label={`${name}, quantity`}
          inputMode="numeric"
          className="figures text-right"
        />
        <Input
          {...control("amount")}
          aria-label={`${name}, price each`}
          inputMode="decimal"
          placeholder={asTyped(0n, CHECKOUT_PRECISION, locale)}
          className="figures text-right"
        />
        <Button variant="ghost" size="icon" aria-label={`Remove line ${at + 1}`} onClick={onRemove}>
          <TrashIcon />
        </Button>
      </div>
      {messages.length > 0 && <FieldError id={`lineItems.${at}.error`}>{messages.join(" ")}</FieldError>}
    </div>
  );
}
