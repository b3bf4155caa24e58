import type { ReactNode } from "react";
import { cn } from "./cn";
import type { Icon } from "./icons";

/** Nothing here yet, and what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  actions,
  className,
}: {
  icon?: Icon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("mx-auto grid max-w-md justify-items-center gap-2 px-4 py-12 text-center", className)}>
      {Icon && (
        <span className="mb-1 grid size-10 place-items-center rounded-lg border bg-muted text-muted-foreground">
          <Icon className="size-5" />
        </span>
      )}
      <p className="font-semibold">{title}</p>
      {children && <div className="text-balance text-muted-foreground">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
