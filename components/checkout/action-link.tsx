import type { ReactNode } from "react";

/** How anything that acts looks on the hosted page; big enough for a thumb. */
export const actionClass =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-4 font-medium text-sm transition-colors";
export const primaryClass = "bg-primary text-primary-foreground hover:bg-primary-hover";
export const quietClass = "border border-input bg-card hover:bg-hover";

/** A link to another page or site. A plain anchor: it must work before any script has arrived. */
export function ActionLink({
  href,
  quiet = false,
  leaves = !href.startsWith("/"),
  children,
}: {
  href: string;
  quiet?: boolean;
  /** It ends at another site, be it by an address of ours. */
  leaves?: boolean;
  children: ReactNode;
}) {
  return (
    // In an iframe a merchant's own page belongs in the whole window.
    <a
      href={href}
      target={leaves ? "_top" : undefined}
      className={`${actionClass} ${quiet ? quietClass : primaryClass}`}
    >
      {children}
    </a>
  );
}
