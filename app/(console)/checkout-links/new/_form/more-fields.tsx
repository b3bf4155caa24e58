"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { URL_LENGTH_MAX } from "@/lib/checkout/limits";
import { ExpiryFields } from "./expiry-fields";
import type { LinkValues } from "./link-values";
import { MetadataRows } from "./metadata-rows";

/** How long the link is good for, where it leads afterwards, and what it carries. */
export default function MoreFields() {
  return (
    <div className="grid gap-5">
      <ExpiryFields />
      <div className="grid gap-4 sm:grid-cols-2">
        <UrlField
          name="successRedirectUrl"
          label="After paying, go to"
          hint="Signed, so that your site can verify it. Without one, a receipt."
        />
        <UrlField
          name="failureRedirectUrl"
          label="If it is not paid, go back to"
          hint="Where the page’s “Back to” link leads."
        />
      </div>
      <MetadataRows />
    </div>
  );
}

function UrlField({
  name,
  label,
  hint,
}: {
  name: "successRedirectUrl" | "failureRedirectUrl";
  label: string;
  hint: string;
}) {
  const { register, formState } = useFormContext<LinkValues>();
  return (
    <Field id={name} label={label} optional hint={hint} error={formState.errors[name]?.message}>
      {(field) => (
        <Input
          {...field}
          {...register(name)}
          defaultValue={formState.defaultValues?.[name]}
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://"
          maxLength={URL_LENGTH_MAX}
        />
      )}
    </Field>
  );
}
