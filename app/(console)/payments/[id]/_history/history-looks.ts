import { STATUS_LOOKS, type StatusLook, type StatusName } from "@/components/payments/status";
import { BanIcon, BracesIcon, CircleCheckIcon, RetryIcon, SendIcon } from "@/components/ui/icons";
import type { DeliveryState } from "@/lib/webhooks/deliveries/delivery";

type OtherLook = "retry" | "blocked" | "unblocked" | "request" | `delivery_${DeliveryState}`;

/** What a line of a history looks like: what it says of the payment's status, or one of the others. */
export type HistoryLook = StatusName | OtherLook;

const OTHER_LOOKS: Record<OtherLook, Omit<StatusLook, "label">> = {
  retry: { tone: "notice", icon: RetryIcon },
  blocked: { tone: "negative", icon: BanIcon },
  unblocked: { tone: "positive", icon: CircleCheckIcon },
  request: { tone: "neutral", icon: BracesIcon },
  delivery_delivered: { tone: "neutral", icon: SendIcon },
  delivery_pending: { tone: "notice", icon: SendIcon },
  delivery_exhausted: { tone: "negative", icon: SendIcon },
};

export function historyLook(look: HistoryLook): Omit<StatusLook, "label"> {
  return Object.hasOwn(OTHER_LOOKS, look) ? OTHER_LOOKS[look as OtherLook] : STATUS_LOOKS[look as StatusName];
}
