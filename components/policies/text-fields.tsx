import type { ComponentProps, ReactNode } from "react";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { Field } from "@/components/ui/field";
import type { Input } from "@/components/ui/input";
import type { Select } from "@/components/ui/select";
import { enumWords } from "./enum-words";
import { plainError } from "./plain-error";

interface Common {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

/** A line of text with its label, and the door's error in plain words. */
export function TextField({
  name,
  label,
  hint,
  error,
  optional,
  ...input
}: Common & Omit<ComponentProps<typeof Input>, keyof Common>) {
  return (
    <Field id={name} label={label} hint={hint} error={plainError(error)} optional={optional}>
      {(field) => <TextInput autoComplete="off" {...input} {...field} name={name} />}
    </Field>
  );
}

/** A choice among words of the door, or among named things. */
export function ChoiceField({
  name,
  label,
  hint,
  error,
  optional,
  options,
  ...select
}: Common & {
  options: readonly (string | { value: string; label: string })[];
} & Omit<ComponentProps<typeof Select>, keyof Common | "children">) {
  return (
    <Field id={name} label={label} hint={hint} error={plainError(error)} optional={optional}>
      {(field) => (
        <SelectInput {...select} {...field} name={name}>
          {options.map((option) => {
            const { value, label: words } =
              typeof option === "string" ? { value: option, label: enumWords(option) } : option;
            return (
              <option key={value} value={value}>
                {words}
              </option>
            );
          })}
        </SelectInput>
      )}
    </Field>
  );
}
