import type { Json } from "./connector";
import type { MirroredPayment, MirrorRecord } from "./mirror";

/** What of an answer cannot be kept here: for a person, with these words. */
export class Unreadable extends Error {}

/** A record of something that a provider lists; why not, where it cannot be read. Nothing of one is another's fault. */
export function recordOf(
  named: { type: string; reference: string; madeAt: Date; raw: Json },
  read: () => MirroredPayment,
): MirrorRecord {
  const dated = Number.isNaN(named.madeAt.getTime()) ? { ...named, madeAt: new Date() } : named;
  try {
    return { ...dated, payment: read() };
  } catch (err) {
    return { ...dated, problem: err instanceof Unreadable ? err.message : MALFORMED };
  }
}

const MALFORMED = "The provider's answer about it is not of the form that is expected.";
