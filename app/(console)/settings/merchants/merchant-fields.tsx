"use client";

import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import type { ActionInput } from "@/components/forms/action-result";
import { ColorField, LOGO_COLORS } from "@/components/forms/color-field";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { asTyped } from "@/lib/money/format";
import type { createMerchantAction } from "./actions";

/** What a merchant's form shows to begin with. The limit is written as the reader types it. */
export interface MerchantForm {
  name: string;
  logoColor: string;
  defaultCurrency: string;
  paymentLimit: string;
}

export const newMerchant = (locale: string): MerchantForm => ({
  name: "",
  logoColor: LOGO_COLORS[0] ?? "",
  defaultCurrency: "GBP",
  paymentLimit: asTyped(PAYMENT_LIMIT_MINOR_DEFAULT, CHECKOUT_PRECISION, locale),
});

export function MerchantFields({
  values,
  currencies,
  errorOf,
  autoFocus = false,
}: {
  values: MerchantForm;
  currencies: readonly string[];
  errorOf: (path: string) => string | undefined;
  autoFocus?: boolean;
}) {
  const [name, setName] = useState(values.name);
  const [currency, setCurrency] = useState(values.defaultCurrency);
  return (
    <>
      <Field id="name" label="Name" hint="Customers read it on the payment page." error={errorOf("name")}>
        {(field) => (
          <TextInput
            {...field}
            name="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="off"
            autoFocus={autoFocus}
          />
        )}
      </Field>
      <ColorField id="logoColor" name={name} defaultValue={values.logoColor} error={errorOf("logoColor")} />
      <div className="grid grid-cols-[8rem_1fr] items-start gap-4">
        <Field id="defaultCurrency" label="Usual currency" error={errorOf("defaultCurrency")}>
          {(field) => (
            <SelectInput
              {...field}
              name="defaultCurrency"
              value={currency}
              onChange={(event) => setCurrency(event.target.value)}
            >
              {currencies.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </SelectInput>
          )}
        </Field>
        <Field id="paymentLimit" label={`Limit per payment, in ${currency}`} error={errorOf("paymentLimit")}>
          {(field) => (
            <TextInput
              {...field}
              name="paymentLimit"
              inputMode="decimal"
              autoComplete="off"
              defaultValue={values.paymentLimit}
              className="figures"
            />
          )}
        </Field>
      </div>
    </>
  );
}

export function merchantIn(data: FieldValues, id: string): ActionInput<typeof createMerchantAction> {
  return {
    id,
    name: textIn(data, "name"),
    logoColor: textIn(data, "logoColor"),
    defaultCurrency: textIn(data, "defaultCurrency"),
    paymentLimit: textIn(data, "paymentLimit"),
  };
}
