import type { MirroredPayment, MirrorRecord } from "../../mirror";
import { recordOf } from "../../mirror-record";
import { secondsOf } from "./balance";

/** A record of one of Stripe's objects, by its name, so that it can be asked for again. */
export function objectRecord(
  type: string,
  { id, created }: { id: string; created: number },
  read: () => MirroredPayment,
): MirrorRecord {
  return recordOf({ type, reference: id, madeAt: secondsOf(created), raw: { object: type, id } }, read);
}
