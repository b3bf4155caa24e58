import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function Checkbox({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return <input type="checkbox" className={cn("checkbox", className)} {...props} />;
}

export function Radio({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return <input type="radio" className={cn("checkbox", className)} {...props} />;
}

/** A checkbox, radio or switch with its words, all of it pressable. The control needs an id. */
export function CheckboxField({
  control,
  htmlFor,
  label,
  hint,
  className,
}: {
  control: ReactNode;
  htmlFor: string;
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("grid grid-cols-[auto_1fr] items-center gap-x-2.5", className)}>
      {control}
      <label htmlFor={htmlFor} className="cursor-pointer py-0.5 font-medium">
        {label}
      </label>
      {hint && <p className="col-start-2 text-muted-foreground text-xs">{hint}</p>}
    </div>
  );
}
