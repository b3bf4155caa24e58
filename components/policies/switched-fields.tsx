import { type ReactNode, useState } from "react";
import { CheckboxInput } from "@/components/forms/inputs";
import { CheckboxField } from "@/components/ui/checkbox";

/** Settings that count only while their switch is on; what was typed is kept while it is off. */
export function SwitchedFields({
  name,
  label,
  on,
  children,
}: {
  name: string;
  label: string;
  on: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(on);
  return (
    <fieldset className="grid gap-3 rounded-lg border p-4">
      <legend className="sr-only">{label}</legend>
      <CheckboxField
        htmlFor={name}
        label={label}
        control={
          <CheckboxInput
            id={name}
            name={name}
            checked={open}
            onChange={(event) => setOpen(event.target.checked)}
          />
        }
      />
      <div className={open ? "grid gap-4 sm:grid-cols-2" : "hidden"}>{children}</div>
    </fieldset>
  );
}
