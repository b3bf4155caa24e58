"use client";

import { useState } from "react";
import { MerchantMark } from "@/components/checkout/merchant-mark";
import { useFormFields } from "@/components/forms/form-fields";
import { TextInput } from "@/components/forms/inputs";
import { Field } from "@/components/ui/field";

/** Colours that print, and that white or black letters stand out on. */
export const LOGO_COLORS = [
  "#1f5c6b",
  "#2f5d50",
  "#7a3b2e",
  "#4b3f72",
  "#8a6116",
  "#23395b",
  "#9b2242",
  "#3d3d3d",
];

/** A merchant's colour, with the mark a customer will see. `name` is the merchant's name as it stands. */
export function ColorField({
  id,
  name,
  defaultValue,
  error,
}: {
  id: string;
  name: string;
  defaultValue: string;
  error?: string;
}) {
  const [color, setShown] = useState(defaultValue);
  const { setValue } = useFormFields();
  const setColor = (next: string) => {
    setShown(next);
    setValue(id, next);
  };
  return (
    <Field
      id={id}
      label="Colour"
      hint="Behind the first letter of the name, where a logo would be."
      error={error}
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-3">
          <MerchantMark name={name || "?"} color={isColor(color) ? color : "#888888"} />
          <TextInput
            {...control}
            name={id}
            value={color}
            onChange={(event) => setColor(event.target.value)}
            maxLength={7}
            spellCheck={false}
            className="w-24 font-mono text-xs"
          />
          <input
            type="color"
            aria-label="Pick another colour"
            value={isColor(color) ? color : "#888888"}
            onChange={(event) => setColor(event.target.value)}
            className="size-8 cursor-pointer rounded-md border bg-card p-0.5"
          />
          <fieldset className="flex flex-wrap gap-1">
            <legend className="sr-only">Suggested colours</legend>
            {LOGO_COLORS.map((each) => (
              <button
                key={each}
                type="button"
                aria-label={`Use ${each}`}
                aria-pressed={each === color}
                onClick={() => setColor(each)}
                style={{ background: each }}
                className="size-6 rounded-full ring-1 ring-foreground/10 ring-inset aria-pressed:outline-2 aria-pressed:outline-ring aria-pressed:outline-offset-2"
              />
            ))}
          </fieldset>
        </div>
      )}
    </Field>
  );
}

function isColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}
