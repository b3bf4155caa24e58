import type { ComponentProps } from "react";
import { cn } from "./cn";

/** What every control that is typed into or chosen from looks like. */
export const controlClass =
  "w-full min-w-0 rounded-md border border-input bg-card px-2.5 text-sm text-foreground shadow-raised transition-colors hover:border-muted-foreground focus-visible:border-ring focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-destructive aria-invalid:outline-destructive [&[readonly]]:bg-muted pointer-coarse:text-base";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClass, "h-8 pointer-coarse:h-10", className)} {...props} />;
}
