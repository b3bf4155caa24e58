import type { DeliveryState } from "@/lib/webhooks/delivery";

export const STATE_WORDS: Record<DeliveryState, string> = {
  pending: "Waiting",
  delivered: "Delivered",
  exhausted: "Failed",
};
