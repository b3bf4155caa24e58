import Link from "next/link";
import type { ReactNode } from "react";

/** The name of a row, whose link is the whole row. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      // Or every row's page is asked for each time the list is made.
      prefetch={false}
      className="truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
    >
      {children}
    </Link>
  );
}
