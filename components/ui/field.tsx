import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { CircleAlertIcon } from "./icons";

/** What a control needs so that its label, hint and error are read out with it. Spread it over the control. */
export interface FieldControl {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

/**
 * A labelled control with its hint and, beside it, its error in a person's words. With react-hook-form:
 * `<Field id="name" label="Name" error={errors.name?.message}>{(field) => <Input {...field} {...register("name")} />}</Field>`
 */
export function Field({
  id,
  label,
  hint,
  error,
  optional = false,
  className,
  children,
}: {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <Label htmlFor={id}>
        {label}
        {optional && <span className="ml-1 font-normal text-muted-foreground">(optional)</span>}
      </Label>
      {hint && (
        <p id={`${id}-hint`} className="text-muted-foreground text-xs">
          {hint}
        </p>
      )}
      {children({
        id,
        ...(described && { "aria-describedby": described }),
        ...(error && { "aria-invalid": true }),
      })}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

export function Label({ className, ...props }: ComponentProps<"label">) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller names the control with htmlFor
  return <label className={cn("font-medium wrap-anywhere", className)} {...props} />;
}

export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-destructive text-xs">
      <CircleAlertIcon className="mt-0.5 size-3.5 shrink-0" />
      {children}
    </p>
  );
}
