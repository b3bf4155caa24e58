import type { ReactNode } from "react";
import { cn } from "./cn";

/** A number as it was written for its reader, in figures that line up and that no line breaks. */
export function FigureText({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    // The server's and the browser's data on a language may differ by a space; either is right.
    <span suppressHydrationWarning className={cn("figure-text", className)}>
      {children}
    </span>
  );
}
