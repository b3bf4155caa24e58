import type { Attempt } from "./attempt";

/** The attempt that moved a payment's money through a connector of ours, and what the provider calls it; null without one. */
export function moneyMoverOf<A extends Pick<Attempt, "operation" | "state" | "providerReference">>(
  operation: "charge" | "payout",
  attempts: readonly A[],
): (A & { providerReference: string }) | null {
  const mover = attempts.find((each) => each.operation === operation && each.state === "succeeded");
  const providerReference = mover?.providerReference;
  return mover && providerReference ? { ...mover, providerReference } : null;
}
