import { query } from "@/lib/db/sql";
import { HISTORY } from "@/lib/generated/sql/referrals/referrals/read-history/history";
import type { StateChange } from "./record-state";

/** One step in the life of an object, as its page shows it. */
export interface StateStep {
  to: string;
  at: Date;
  actorLabel: string;
  amountMinor: bigint | null;
  reason: string | null;
}

/** Every step of an object, newest first. */
export async function readHistory(type: StateChange["objectType"], id: string): Promise<StateStep[]> {
  return query(HISTORY, { type, id });
}
