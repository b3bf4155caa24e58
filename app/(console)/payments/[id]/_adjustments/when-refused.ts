import { KIND_RULES } from "@/lib/payments/kinds/all";
import type { Payment } from "@/lib/payments/payment";

const SECOND_MS = 1_000;

/**
 * Why something cannot have happened to a payment then, or null where it can. What a mirrored payment is told of may be older
 * than its record here; a payment of our own was not there before it was created. The form knows whole seconds.
 */
export function whenRefused(
  { kind, createdAt }: Pick<Payment, "kind" | "createdAt">,
  happenedAt: Date,
  now: Date,
): string | null {
  if (happenedAt > now) return "This has not happened yet.";
  const createdSecond = Math.floor(createdAt.getTime() / SECOND_MS) * SECOND_MS;
  if (!KIND_RULES[kind].mirrored && happenedAt.getTime() < createdSecond)
    return "The payment was not there yet: give a time after it was created.";
  return null;
}
