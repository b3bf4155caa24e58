"use client";

import { useState } from "react";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import type { ActionState } from "@/components/forms/use-action";
import { Field } from "@/components/ui/field";
import { asTyped } from "@/lib/money/format";

/** The fields of a partnership's terms; those that a choice asks for appear with it. */
export function TermsFields({
  currencies,
  locale,
  errorOf,
}: {
  currencies: readonly string[];
  locale: string;
  errorOf: ActionState<unknown>["errorOf"];
}) {
  const [type, setType] = useState("percent");
  const [recurrence, setRecurrence] = useState("lifetime");
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="type" label="A payment earns">
          {(field) => (
            <SelectInput
              {...field}
              name="type"
              value={type}
              onChange={(event) => setType(event.target.value)}
            >
              <option value="percent">A percentage</option>
              <option value="flat">A fixed amount</option>
            </SelectInput>
          )}
        </Field>
        {type === "percent" ? (
          <NumberField id="percent" label="Percentage" path="rate.percent" initial="20" errorOf={errorOf} />
        ) : (
          <FlatAmount currencies={currencies} locale={locale} errorOf={errorOf} />
        )}
        <Field id="recurrence" label="Which payments">
          {(field) => (
            <SelectInput
              {...field}
              name="recurrence"
              value={recurrence}
              onChange={(event) => setRecurrence(event.target.value)}
            >
              <option value="lifetime">Every payment</option>
              <option value="months">Those of the first months</option>
              <option value="first_payment">The first payment only</option>
            </SelectInput>
          )}
        </Field>
        {recurrence === "months" && (
          <NumberField id="months" label="Months" path="recurrence.months" initial="12" errorOf={errorOf} />
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          id="holdDays"
          label="Holding period in days"
          hint="Then a commission is approved by itself"
          initial="30"
          errorOf={errorOf}
        />
        <NumberField
          id="expiryDays"
          label="Referrals expire after days"
          hint="Without a first payment; 0 is never"
          initial="90"
          errorOf={errorOf}
        />
        <NumberField
          id="minimum"
          label="Minimum payout"
          hint="As in euros; of a currency without cents, a hundred times as much"
          initial="0"
          errorOf={errorOf}
        />
        <Field id="state" label="Has the partner accepted?">
          {(field) => (
            <SelectInput {...field} name="state" defaultValue="accepted">
              <option value="accepted">Yes</option>
              <option value="pending">Not yet</option>
            </SelectInput>
          )}
        </Field>
      </div>
    </>
  );
}

function FlatAmount({
  currencies,
  locale,
  errorOf,
}: {
  currencies: readonly string[];
  locale: string;
  errorOf: ActionState<unknown>["errorOf"];
}) {
  return (
    <div className="grid grid-cols-[1fr_6rem] gap-2">
      <NumberField
        id="amount"
        label="Amount"
        path="rate.amount"
        initial={asTyped(1_500n, 2, locale)}
        errorOf={errorOf}
      />
      <Field id="currency" label="Currency" error={errorOf("rate.currency")}>
        {(field) => (
          <SelectInput {...field} name="currency" defaultValue="EUR">
            {currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </SelectInput>
        )}
      </Field>
    </div>
  );
}

function NumberField({
  id,
  label,
  hint,
  path = id,
  initial,
  errorOf,
}: {
  id: string;
  label: string;
  hint?: string;
  path?: string;
  initial: string;
  errorOf: ActionState<unknown>["errorOf"];
}) {
  return (
    <Field id={id} label={label} hint={hint} error={errorOf(path, id)}>
      {(field) => (
        <TextInput
          {...field}
          name={id}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={initial}
          className="figures"
        />
      )}
    </Field>
  );
}
