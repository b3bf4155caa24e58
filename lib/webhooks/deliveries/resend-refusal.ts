import type { Delivery } from "./delivery";

/** Why a delivery cannot be sent again now, or null when it can. */
export function resendRefusal(
  { endpointState, state, sending, nextAttemptAt }: Delivery,
  now: Date,
): string | null {
  if (endpointState === "deleted") return "Its endpoint is deleted, so there is nowhere to send it.";
  if (endpointState === "given away")
    return "Its endpoint is for another merchant now, who is told nothing of it.";
  if (sending) return "It is being sent right now.";
  if (state === "pending" && nextAttemptAt && nextAttemptAt <= now) return "It is about to be sent anyway.";
  return null;
}
