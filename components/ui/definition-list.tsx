import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** Facts: what each is called, and what it is. */
export function DefinitionList({ className, ...props }: ComponentProps<"dl">) {
  return (
    <dl
      className={cn("grid grid-cols-[minmax(7rem,auto)_1fr] items-baseline gap-x-4 gap-y-2", className)}
      {...props}
    />
  );
}

export function Definition({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground text-xs">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
