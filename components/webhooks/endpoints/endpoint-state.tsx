import { Badge } from "@/components/ui/badge";
import { AlertIcon, BanIcon, CircleCheckIcon, CircleXIcon, ClockIcon } from "@/components/ui/icons";
import type { Endpoint, PausedReason } from "@/lib/webhooks/endpoints/endpoint";

/** Why an endpoint is paused, and what to do about it. */
export const PAUSED_WORDS: Record<PausedReason, { title: string; advice: string }> = {
  operator: {
    title: "Paused by hand",
    advice: "Nothing is sent. What happens meanwhile waits, and is sent in its order once it is resumed.",
  },
  gone: {
    title: "Paused: it answered 410 Gone",
    advice:
      "It asked to be left alone. If that was a mistake, mend the receiver and resume; if not, delete the endpoint.",
  },
  failing: {
    title: "Paused: it failed for five days",
    advice: "Not one attempt went well. Look at the latest answers, mend the receiver, then resume.",
  },
};

/** One word and one colour for how an endpoint is. */
export function EndpointState({
  endpoint: { deletedAt, paused, failingSince },
}: {
  endpoint: Pick<Endpoint, "deletedAt" | "paused" | "failingSince">;
}) {
  if (deletedAt) return <Badge icon={BanIcon}>Deleted</Badge>;
  if (paused?.reason === "operator") return <Badge icon={ClockIcon}>Paused</Badge>;
  if (paused) {
    return (
      <Badge tone="negative" icon={CircleXIcon}>
        Stopped
      </Badge>
    );
  }
  if (failingSince) {
    return (
      <Badge tone="caution" icon={AlertIcon}>
        Failing
      </Badge>
    );
  }
  return (
    <Badge tone="positive" icon={CircleCheckIcon}>
      Active
    </Badge>
  );
}
