import type { ComponentProps, ReactNode } from "react";
import { unturned } from "@/lib/text/isolated";
import { cn } from "./cn";

/** Facts: what each is called, and what it is. */
export function DefinitionList({ className, ...props }: ComponentProps<"dl">) {
  return (
    <dl
      className={cn(
        "grid grid-cols-[fit-content(45%)_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2",
        className,
      )}
      {...props}
    />
  );
}

export function Definition({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="min-w-28 text-muted-foreground text-xs wrap-anywhere max-sm:min-w-20">
        {unturned(term)}
      </dt>
      <dd className="min-w-0 wrap-anywhere">{unturned(children)}</dd>
    </>
  );
}
