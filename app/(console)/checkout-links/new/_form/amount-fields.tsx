"use client";

import { useFormContext } from "react-hook-form";
import { MerchantOptions } from "@/components/forms/merchant-options";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { AMOUNT_MINOR_MIN, REFERENCE_LENGTH_MAX } from "@/lib/checkout/limits";
import { ofCurrency } from "@/lib/money/amount";
import { CHECKOUT_CURRENCIES, CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { asTyped, formatMoney } from "@/lib/money/format";
import { limitOf, useFormSetting } from "./link-context";
import type { LinkCurrency, LinkValues } from "./link-values";

export function AmountFields() {
  const { register, watch, formState } = useFormContext<LinkValues>();
  const { merchants, locale } = useFormSetting();
  const { errors, defaultValues } = formState;
  const [merchantId, currency] = watch(["merchantId", "currency"]);
  const limitMinor = limitOf(merchants.find(({ id }) => id === merchantId));
  const money = (minor: bigint) => formatMoney(ofCurrency(minor, currency), { locale });
  return (
    <div className="grid grid-cols-2 gap-4 sm:grid-cols-6">
      <MerchantField />
      <Field
        id="amount"
        label="Amount"
        hint={`${money(AMOUNT_MINOR_MIN)} to ${money(limitMinor)}`}
        error={errors.amount?.message}
        className="sm:col-span-2"
      >
        {(field) => (
          <Input
            {...field}
            {...register("amount")}
            defaultValue={defaultValues?.amount}
            inputMode="decimal"
            autoComplete="off"
            placeholder={asTyped(0n, CHECKOUT_PRECISION, locale)}
            className="figures text-right"
          />
        )}
      </Field>
      <Field
        id="currency"
        label="Currency"
        hint="The customer pays in it"
        error={errors.currency?.message}
        className="sm:col-span-2"
      >
        {(field) => (
          <Select {...field} {...register("currency")} defaultValue={defaultValues?.currency}>
            {CHECKOUT_CURRENCIES.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        id="reference"
        label="Reference"
        optional
        hint="The customer sees it"
        error={errors.reference?.message}
        className="col-span-2"
      >
        {(field) => (
          <Input
            {...field}
            {...register("reference")}
            defaultValue={defaultValues?.reference}
            autoComplete="off"
            placeholder="INV-1042"
            maxLength={REFERENCE_LENGTH_MAX}
          />
        )}
      </Field>
    </div>
  );
}

function MerchantField() {
  const { register, setValue, getFieldState, formState } = useFormContext<LinkValues>();
  const { merchants } = useFormSetting();
  const choose = (id: string) => {
    // A customer belongs to one merchant.
    setValue("customer", null);
    setValue("savePaymentMethod", false);
    const merchant = merchants.find((each) => each.id === id);
    if (merchant && !getFieldState("currency").isDirty)
      setValue("currency", merchant.defaultCurrency as LinkCurrency);
  };
  return (
    <Field
      id="merchantId"
      label="Merchant"
      error={formState.errors.merchantId?.message}
      className="col-span-2 sm:col-span-6"
    >
      {(field) => (
        <Select
          {...field}
          {...register("merchantId", { onChange: (event) => choose(event.target.value) })}
          defaultValue={formState.defaultValues?.merchantId}
        >
          <MerchantOptions merchants={merchants} />
        </Select>
      )}
    </Field>
  );
}
