import type { MirroredPayment, MirrorRecord } from "../../mirror";
import { secondsOf, Unreadable } from "./balance";

/** A record of one of Stripe's objects, by its name, so that it can be asked for again. */
export function recordOf(
  type: string,
  { id, created }: { id: string; created: number },
  read: () => MirroredPayment,
): MirrorRecord {
  const madeAt = Number.isFinite(created) ? secondsOf(created) : new Date();
  const named = { type, reference: id, madeAt, raw: { object: type, id } };
  try {
    return { ...named, payment: read() };
  } catch (err) {
    return { ...named, problem: err instanceof Unreadable ? err.message : MALFORMED };
  }
}

const MALFORMED = "Stripe's answer about it is not of the form that is expected.";
