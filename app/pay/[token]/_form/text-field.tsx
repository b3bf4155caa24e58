import type { ComponentProps, ReactNode } from "react";
import { CircleAlertIcon } from "@/components/ui/icons";

interface TextFieldProps extends Omit<ComponentProps<"input">, "id"> {
  name: string;
  label: string;
  hint?: string;
  /** What is wrong with it, read out when it appears. */
  problem?: string;
  adornment?: ReactNode;
}

export function TextField({ name, label, hint, problem, adornment, className, ...input }: TextFieldProps) {
  return (
    <div className={className}>
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <div className="relative mt-1.5">
        <input
          id={name}
          name={name}
          aria-invalid={problem ? true : undefined}
          aria-describedby={hint ? `${name}-hint ${name}-problem` : `${name}-problem`}
          className={`figures block h-11 w-full rounded-md border border-input bg-background px-3 text-base aria-invalid:border-destructive aria-invalid:ring-1 aria-invalid:ring-destructive ${adornment ? "pr-14" : ""}`}
          {...input}
        />
        {adornment && <span className="absolute inset-y-0 right-2.5 flex items-center">{adornment}</span>}
      </div>
      {hint && (
        <p id={`${name}-hint`} className="mt-1 text-muted-foreground text-xs">
          {hint}
        </p>
      )}
      <p id={`${name}-problem`} aria-live="polite" className="text-destructive">
        {problem && (
          <span className="mt-1 flex gap-1.5">
            <CircleAlertIcon className="mt-0.5 size-4 shrink-0" />
            {problem}
          </span>
        )}
      </p>
    </div>
  );
}
