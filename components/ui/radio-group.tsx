import { CheckboxField, Radio } from "./checkbox";
import { cn } from "./cn";
import { FieldError } from "./field";

export interface RadioOption<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
}

/** One of a few, all in sight. `register` of react-hook-form spreads over `control`. */
export function RadioGroup<Value extends string>({
  legend,
  name,
  options,
  defaultValue,
  error,
  className,
  control,
}: {
  legend: string;
  name: string;
  options: readonly RadioOption<Value>[];
  defaultValue?: Value;
  error?: string;
  className?: string;
  control?: React.ComponentProps<"input">;
}) {
  const errorId = `${name}-error`;
  return (
    <fieldset className={cn("grid gap-2", className)} aria-describedby={error ? errorId : undefined}>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <CheckboxField
          key={value}
          htmlFor={`${name}-${value}`}
          label={label}
          hint={hint}
          control={
            <Radio
              {...control}
              id={`${name}-${value}`}
              name={name}
              value={value}
              defaultChecked={defaultValue === undefined ? undefined : value === defaultValue}
              aria-invalid={error ? true : undefined}
            />
          }
        />
      ))}
      <FieldError id={errorId}>{error}</FieldError>
    </fieldset>
  );
}
