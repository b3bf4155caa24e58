import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";

export function CheckboxList({
  legend,
  name,
  options,
  chosen,
  columns = 1,
}: {
  legend: string;
  name: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  columns?: 1 | 2;
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-xs">{legend}</legend>
      <div className={cn("grid gap-x-3", columns === 2 && "grid-cols-2")}>
        {options.map(({ value, label }) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is the component inside it
          <label key={value} className="choice-line">
            <Checkbox name={name} value={value} defaultChecked={chosen.includes(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
