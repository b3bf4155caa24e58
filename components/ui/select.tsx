import type { ComponentProps } from "react";
import { cn } from "./cn";
import { ChevronDownIcon } from "./icons";
import { controlClass } from "./input";

/** The system's own list: it is what phones and screen readers know best, and costs nothing. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("select", className)}>
      <select className={cn(controlClass, "control-line cursor-pointer appearance-none pr-8")} {...props}>
        {children}
      </select>
      <ChevronDownIcon className="in-control right-2.5" />
    </span>
  );
}
