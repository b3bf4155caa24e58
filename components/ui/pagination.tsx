import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button";
import { ChevronLeftIcon, ChevronRightIcon } from "./icons";

/** Newer and older, by key: there are no page numbers to be wrong when rows arrive. */
export function Pagination({
  newerHref,
  olderHref,
  summary,
}: {
  newerHref: string | null;
  olderHref: string | null;
  summary?: ReactNode;
}) {
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-3 border-t px-4 py-2.5"
    >
      <p className="figures text-muted-foreground text-xs">{summary}</p>
      <div className="flex gap-2">
        <Step href={newerHref} rel="prev">
          <ChevronLeftIcon /> Newer
        </Step>
        <Step href={olderHref} rel="next">
          Older <ChevronRightIcon />
        </Step>
      </div>
    </nav>
  );
}

function Step({ href, rel, children }: { href: string | null; rel: "prev" | "next"; children: ReactNode }) {
  if (href) {
    return (
      <ButtonLink href={href} rel={rel} size="sm">
        {children}
      </ButtonLink>
    );
  }
  return (
    <Button size="sm" disabled>
      {children}
    </Button>
  );
}
