import Link from "next/link";
import { cn } from "@/components/ui/cn";

const TABS = [
  ["/webhooks", "Endpoints"],
  ["/webhooks/deliveries", "Deliveries"],
  ["/webhooks/events", "Events"],
] as const;

/** Where events go, what was sent, and what there is to be sent. */
export function WebhookTabs({ current }: { current: (typeof TABS)[number][0] }) {
  return (
    <nav aria-label="Webhooks" className="mb-4 flex gap-1 border-b">
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
