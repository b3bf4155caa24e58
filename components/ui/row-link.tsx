import type { ComponentProps } from "react";
import { cn } from "./cn";
import { IntentLink } from "./intent-link";

/** The name of a row, whose link is the whole row. */
export function RowLink({ className, ...props }: ComponentProps<typeof IntentLink>) {
  return (
    <IntentLink
      {...props}
      className={cn(
        "block min-w-0 truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2",
        className,
      )}
    />
  );
}
