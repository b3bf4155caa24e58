import { Badge, type Tone } from "@/components/ui/badge";
import {
  CircleCheckIcon,
  CircleXIcon,
  ClockIcon,
  type Icon,
  RetryIcon,
  SendIcon,
} from "@/components/ui/icons";
import type { Delivery } from "@/lib/webhooks/deliveries/delivery";
import { OUTCOME_WORDS } from "@/lib/webhooks/deliveries/outcomes";

type Stateful = Pick<Delivery, "state" | "sending" | "attempts" | "lastOutcome" | "lastStatusCode">;

/** One word, colour and icon for how a delivery is. */
export function DeliveryStateBadge({ delivery }: { delivery: Stateful }) {
  const { tone, icon, label } = lookOf(delivery);
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

function lookOf({ state, sending, attempts }: Stateful): { tone: Tone; icon: Icon; label: string } {
  switch (state) {
    case "delivered":
      return { tone: "positive", icon: CircleCheckIcon, label: "Delivered" };
    case "exhausted":
      return { tone: "negative", icon: CircleXIcon, label: "Failed" };
    case "pending":
      if (sending) return { tone: "notice", icon: SendIcon, label: "Sending" };
      if (attempts > 0) return { tone: "caution", icon: RetryIcon, label: "Retrying" };
      return { tone: "neutral", icon: ClockIcon, label: "Waiting" };
  }
}

/** What came of the last attempt: "Failed there (5xx), 503". */
export function outcomeText({ state, lastOutcome, lastStatusCode }: Stateful): string {
  if (lastOutcome === "delivered") return `Answered ${lastStatusCode ?? "with success"}`;
  if (!lastOutcome) return state === "exhausted" ? "Given up when its endpoint changed" : "Not tried yet";
  const { label } = OUTCOME_WORDS[lastOutcome];
  return lastStatusCode && lastOutcome !== "gone" && lastOutcome !== "rate_limited"
    ? `${label}, ${lastStatusCode}`
    : label;
}
