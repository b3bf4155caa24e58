import type { DeliveryState } from "@/lib/webhooks/deliveries/delivery";

export const STATE_WORDS: Record<DeliveryState, string> = {
  pending: "Waiting",
  delivered: "Delivered",
  exhausted: "Failed",
};
