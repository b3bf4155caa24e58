import { run, statement } from "@/lib/db/sql";
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
  return run<StateStep>(HISTORY, [type, id]);
}

const HISTORY = statement(`
  SELECT to_state AS to, occurred_at AS at, actor_label AS "actorLabel", amount_minor AS "amountMinor", reason
  FROM state_change WHERE object_type = $1 AND object_id = $2 ORDER BY id DESC`);
