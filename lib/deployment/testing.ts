import { noteWhetherHeld } from "@/lib/db/hold";
import { query } from "@/lib/db/sql";
import { HOLD } from "@/lib/generated/sql/deployment/hold";
import { RELEASE } from "@/lib/generated/sql/deployment/release";

/** Holds this file's database as a restore does, before a process looks at it. */
export async function holdDatabase(): Promise<void> {
  await query(HOLD, { because: "restored", dataAsOf: new Date("2026-11-01T00:00:00Z") });
  noteWhetherHeld(true);
}

/** What another process does: this one is not told. */
export async function releaseElsewhere(): Promise<void> {
  await query(RELEASE, {});
}
