import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import {
  ChevronRightIcon,
  CircleAlertIcon,
  CircleHelpIcon,
  GavelIcon,
  type Icon,
  ShieldIcon,
  WebhookIcon,
} from "@/components/ui/icons";
import type { AttentionReason } from "@/lib/payments/overview";

interface Look {
  icon: Icon;
  one: string;
  many: string;
  advice: string;
  href: string;
}

/** A webhook endpoint that paused itself wants a person as much as a payment does. */
export type WantedFor = AttentionReason | "endpoint_stopped" | "card_testing";

const LOOKS: Record<WantedFor, Look> = {
  dispute: {
    icon: GavelIcon,
    one: "payment is disputed",
    many: "payments are disputed",
    advice: "Answer at the provider before its deadline.",
    href: "/payments?status=dispute",
  },
  refunded_failure: {
    icon: CircleAlertIcon,
    one: "refund did not arrive",
    many: "refunds did not arrive",
    advice: "Ask the customer for another way to pay them back.",
    href: "/payments?status=refunded_failure",
  },
  unknown_outcome: {
    icon: CircleHelpIcon,
    one: "attempt has no outcome yet",
    many: "attempts have no outcome yet",
    advice: "The provider is asked again by itself; look if it stays.",
    href: "/payments?status=processing",
  },
  card_testing: {
    icon: ShieldIcon,
    one: "merchant seems to have cards tried on its links",
    many: "merchants seem to have cards tried on their links",
    advice: "Tries are held up; look at who asks for links, and cancel those that nobody should pay.",
    href: "/checkout-links",
  },
  endpoint_stopped: {
    icon: WebhookIcon,
    one: "webhook endpoint paused itself",
    many: "webhook endpoints paused themselves",
    advice: "Nothing is sent to it until somebody resumes it.",
    href: "/webhooks",
  },
};

/** What needs a person now; nothing at all where nothing does. */
export function Attention({
  reasons,
  className,
}: {
  reasons: readonly { reason: WantedFor; number: string; one: boolean }[];
  className?: string;
}) {
  if (reasons.length === 0) return null;
  return (
    <Card className={className}>
      <CardHeader title="Needs a person" />
      <ul className="grid border-t md:auto-cols-fr md:grid-flow-col md:divide-x">
        {reasons.map(({ reason, number, one: single }) => {
          const { icon: Icon, one, many, advice, href } = LOOKS[reason];
          return (
            <li key={reason} className="border-t first:border-t-0 md:border-t-0">
              <Link
                href={href}
                className={cn(
                  "flex items-start gap-3 px-4 py-3 hover:bg-hover/60 focus-visible:-outline-offset-2",
                )}
              >
                <span className="grid size-8 shrink-0 place-items-center rounded-md bg-caution-surface text-caution">
                  <Icon className="size-4" />
                </span>
                <span className="grid flex-1 gap-0.5">
                  <span>
                    <span className="figures font-semibold">{number}</span> {single ? one : many}
                  </span>
                  <span className="text-muted-foreground text-xs">{advice}</span>
                </span>
                <ChevronRightIcon className="mt-2 size-4 text-muted-foreground" />
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
