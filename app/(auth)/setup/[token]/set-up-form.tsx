"use client";

import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionInput } from "@/components/forms/action-result";
import { ColorField, LOGO_COLORS } from "@/components/forms/color-field";
import { CheckboxInput, SelectInput, TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { isTicked, textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { newId } from "@/lib/ids";
import { setUpAction } from "../../actions";
import { goOn } from "../../go-on";
import { AccountFields } from "./account-fields";

export function SetUpForm({
  token,
  passwordRule,
  currencies,
  sample,
}: {
  token: string;
  passwordRule: string;
  currencies: readonly string[];
  sample: boolean;
}) {
  const form = useAction(setUpAction, goOn);
  const [merchantId] = useState(newId);
  const [merchantName, setMerchantName] = useState("");
  const errorOf = (path: string, fieldId?: string) => form.errorOf(`setUp.${path}`, fieldId);
  return (
    <ActionForm form={form} read={(data) => formIn(data, token, merchantId)}>
      <AccountFields passwordRule={passwordRule} errorOf={errorOf} />
      <hr className="my-1" />
      <Field
        id="merchantName"
        label="Merchant"
        hint="Who customers pay. You can add others later."
        error={errorOf("merchant.name", "merchantName")}
      >
        {(field) => (
          <TextInput
            {...field}
            name="merchantName"
            autoComplete="organization"
            value={merchantName}
            onChange={(event) => setMerchantName(event.target.value)}
          />
        )}
      </Field>
      <ColorField
        id="logoColor"
        name={merchantName}
        defaultValue={LOGO_COLORS[0] ?? ""}
        error={errorOf("merchant.logoColor")}
      />
      <Field id="defaultCurrency" label="Usual currency" error={errorOf("merchant.defaultCurrency")}>
        {(field) => (
          <SelectInput {...field} name="defaultCurrency" className="w-28">
            {currencies.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </SelectInput>
        )}
      </Field>
      {sample && (
        <CheckboxField
          htmlFor="sample"
          label="Load sample data that looks real"
          hint="Payments of every kind and state to look around in. No money moves."
          control={<CheckboxInput id="sample" name="sample" defaultChecked />}
        />
      )}
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        Create the owner’s account
      </Button>
    </ActionForm>
  );
}

function formIn(data: FieldValues, token: string, merchantId: string): ActionInput<typeof setUpAction> {
  return {
    setUp: {
      token,
      name: textIn(data, "name"),
      email: textIn(data, "email"),
      password: textIn(data, "password"),
      merchant: {
        id: merchantId,
        name: textIn(data, "merchantName"),
        logoColor: textIn(data, "logoColor"),
        defaultCurrency: textIn(data, "defaultCurrency"),
      },
    },
    sample: isTicked(data, "sample"),
  };
}
