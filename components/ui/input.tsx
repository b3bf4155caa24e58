import type { ComponentProps } from "react";
import { cn } from "./cn";

/** What every control that is typed into or chosen from looks like. */
export const controlClass = "control";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClass, "control-line", className)} {...props} />;
}
