import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Holds the place of what is coming, in its real size. Its page says once, to screen readers, that it is loading. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden="true" className={cn("animate-pulse rounded-md bg-hover", className)} {...props} />;
}

export function LoadingMessage({ children = "Loading" }: { children?: string }) {
  return (
    <p role="status" className="sr-only">
      {children}
    </p>
  );
}
