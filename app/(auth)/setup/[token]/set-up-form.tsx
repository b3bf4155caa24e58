"use client";

import { useState } from "react";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { ColorField, LOGO_COLORS } from "@/components/forms/color-field";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Checkbox, Choice } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
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
          <Input
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
          <Select {...field} name="defaultCurrency" className="w-28">
            {currencies.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </Select>
        )}
      </Field>
      {sample && (
        <Choice
          htmlFor="sample"
          label="Load sample data that looks real"
          hint="Payments of every kind and state to look around in. Sandbox only: no money moves."
          control={<Checkbox id="sample" name="sample" defaultChecked />}
        />
      )}
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        Create the owner’s account
      </Button>
    </ActionForm>
  );
}

function formIn(data: FormData, token: string, merchantId: string) {
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
    sample: data.get("sample") === "on",
  };
}
