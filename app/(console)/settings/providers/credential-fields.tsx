"use client";

import type { FieldValues } from "react-hook-form";
import { TextInput } from "@/components/forms/inputs";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";
import type { CredentialField } from "@/lib/connectors/provider";

/** What a provider's account is connected by. It is typed blind, and kept nowhere in the browser. */
export function CredentialFields({
  fields,
  errorOf,
}: {
  fields: readonly CredentialField[];
  errorOf: (path: string) => string | undefined;
}) {
  return fields.map(({ name, label, hint }) => (
    <Field key={name} id={name} label={label} hint={hint} error={errorOf(`credentials.${name}`)}>
      {(field) => <SecretInput {...field} name={`credentials.${name}`} />}
    </Field>
  ));
}

export function SecretInput(props: { id: string; name: string }) {
  return (
    <TextInput
      {...props}
      type="password"
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      data-1p-ignore
    />
  );
}

export function credentialsIn(data: FieldValues, fields: readonly CredentialField[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ name }) => [name, textIn(data, `credentials.${name}`)]));
}
