import type { ReactNode } from "react";
import { cn } from "./cn";
import type { Icon } from "./icons";

/** Nothing here yet, and what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  heading = false,
  children,
  actions,
  className,
}: {
  icon?: Icon;
  title: string;
  /** Where there is nothing else on the page, this is its heading. */
  heading?: boolean;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  const Title = heading ? "h1" : "p";
  return (
    <div className={cn("mx-auto grid max-w-md justify-items-center gap-2 px-4 py-12 text-center", className)}>
      {Icon && (
        <span className="mb-1 grid size-10 place-items-center rounded-lg border bg-muted text-muted-foreground">
          <Icon className="size-5" />
        </span>
      )}
      <Title className="font-semibold">{title}</Title>
      {children && <div className="text-balance text-muted-foreground">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
