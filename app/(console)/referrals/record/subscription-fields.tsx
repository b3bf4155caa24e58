"use client";

import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import type { recordPaymentAction } from "@/app/(console)/referrals/actions";
import type { ActionInput } from "@/components/forms/action-result";
import { RadioInput, SelectInput, TextInput } from "@/components/forms/inputs";
import type { ActionState } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";

/** One-off or of a subscription; the subscription's fields appear with the choice. */
export function SubscriptionFields({ errorOf }: { errorOf: ActionState<unknown>["errorOf"] }) {
  const [recurring, setRecurring] = useState(false);
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-medium">What for</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <CheckboxField
          htmlFor="one-off"
          label="A one-off"
          control={
            <RadioInput
              id="one-off"
              name="kind"
              value="one-off"
              checked={!recurring}
              onChange={() => setRecurring(false)}
            />
          }
        />
        <CheckboxField
          htmlFor="of-subscription"
          label="A subscription"
          control={
            <RadioInput
              id="of-subscription"
              name="kind"
              value="subscription"
              checked={recurring}
              onChange={() => setRecurring(true)}
            />
          }
        />
      </div>
      {recurring && (
        <div className="grid gap-3 sm:grid-cols-[1fr_6rem_8rem]">
          <Field id="reference" label="Subscription id" error={errorOf("subscription.reference")}>
            {(field) => <TextInput {...field} name="reference" autoComplete="off" spellCheck={false} />}
          </Field>
          <Field id="intervalCount" label="Every" error={errorOf("subscription.intervalCount")}>
            {(field) => (
              <TextInput
                {...field}
                name="intervalCount"
                inputMode="numeric"
                defaultValue="1"
                className="figures"
              />
            )}
          </Field>
          <Field id="interval" label="Interval">
            {(field) => (
              <SelectInput {...field} name="interval" defaultValue="month">
                <option value="month">months</option>
                <option value="year">years</option>
              </SelectInput>
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}

export function subscriptionIn(data: FieldValues): ActionInput<typeof recordPaymentAction>["subscription"] {
  if (textIn(data, "kind") !== "subscription") return null;
  return {
    reference: textIn(data, "reference"),
    interval: textIn(data, "interval"),
    intervalCount: textIn(data, "intervalCount"),
  };
}
