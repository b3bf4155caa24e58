import type { ReactNode } from "react";
import { unturned } from "@/lib/text/isolated";
import { ChevronLeftIcon } from "./icons";
import { IntentLink } from "./intent-link";

/** The one h1 of a page, the way back up, and what can be done here. */
export function PageHeader({
  title,
  description,
  actions,
  up,
  beside,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  up?: { href: string; label: string };
  /** A word on the page itself, next to its title. */
  beside?: ReactNode;
}) {
  return (
    <header className="mb-5 grid gap-1">
      {up && (
        <IntentLink
          href={up.href}
          className="-ml-1 inline-flex w-fit items-center gap-0.5 rounded-sm py-0.5 pr-1 text-muted-foreground text-xs hover:text-foreground"
        >
          <ChevronLeftIcon className="size-3.5" />
          {unturned(up.label)}
        </IntentLink>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 font-semibold text-xl tracking-tight wrap-anywhere">{unturned(title)}</h1>
          {beside}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {description && (
        <p className="max-w-2xl text-muted-foreground wrap-anywhere">{unturned(description)}</p>
      )}
    </header>
  );
}
