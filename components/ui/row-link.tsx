import type { ComponentProps } from "react";
import { cn } from "./cn";
import { IntentLink } from "./intent-link";

/** The name of a row, whose link is the whole row. */
export function RowLink({ className, ...props }: ComponentProps<typeof IntentLink>) {
  return <IntentLink {...props} className={cn("row-link", className)} />;
}
