import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

export type SelectOptions = readonly (readonly [value: string, label: string])[];

/** How many of them are set. */
export function applied(filters: readonly (string | undefined)[]): number {
  return filters.filter(Boolean).length;
}

/** One of several values, or any; what an address asks for besides them is offered as well. */
export function SelectFilter({
  name,
  label,
  any = "Any",
  chosen = "",
  options,
  bare = false,
  hint,
  className,
}: {
  name: string;
  label: string;
  any?: string;
  chosen: string | undefined;
  options: SelectOptions;
  /** In the bar, without a label to be seen. */
  bare?: boolean;
  hint?: string | undefined;
  className?: string;
}) {
  const unknown = chosen !== "" && !options.some(([value]) => value === chosen);
  const choices = (
    <>
      <option value="">{any}</option>
      {unknown && <option value={chosen}>{chosen}</option>}
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </>
  );
  if (bare) {
    return (
      <Select name={name} aria-label={label} defaultValue={chosen} className={className}>
        {choices}
      </Select>
    );
  }
  return (
    <Field id={`filter-${name}`} label={label} hint={hint} className={className}>
      {(field) => (
        <Select {...field} name={name} defaultValue={chosen}>
          {choices}
        </Select>
      )}
    </Field>
  );
}

/** An id, as it was copied from somewhere. */
export function IdFilter({
  name,
  label,
  hint,
  value,
}: {
  name: string;
  label: string;
  hint: string;
  value: string | undefined;
}) {
  return (
    <Field id={`filter-${name}`} label={label} hint={hint}>
      {(field) => <Input {...field} name={name} defaultValue={value} className="font-mono text-xs" />}
    </Field>
  );
}
