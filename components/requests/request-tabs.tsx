import Link from "next/link";
import { cn } from "@/components/ui/cn";

const TABS = [
  ["/requests", "Requests"],
  ["/requests/idempotency", "Idempotency keys"],
] as const;

/** What was asked, and what was asked twice. */
export function RequestTabs({ current }: { current: (typeof TABS)[number][0] }) {
  return (
    <nav aria-label="Request log" className="mb-4 flex gap-1 border-b">
      {TABS.map(([href, label]) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? "page" : undefined}
          className={cn(
            "-mb-px border-transparent border-b-2 px-3 py-2 text-muted-foreground hover:text-foreground",
            href === current && "border-primary font-medium text-foreground",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
