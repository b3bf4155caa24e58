// A process that does what it is told, and ends itself where it is told to. For a test to have killed and start again.
import { forgetConnections } from "@/lib/connectors/connection";
import { type Act, perform } from "./acts";
import { count, counted, type KillAt, type Steps, watchDatabase } from "./steps";

/** What the process is told. */
export interface Told {
  act: Act;
  steps: Steps;
  killAt: KillAt | null;
}

/** What it says when it has done so, and lives. */
export interface Said {
  /** What was asked of the database. */
  asked: string[];
  problem: string | null;
}

watchDatabase();
process.on("message", ({ act, steps, killAt }: Told) => {
  // What another process has just connected is known here only after a while.
  forgetConnections();
  count(steps, killAt);
  const say = (problem: string | null) => process.send?.({ asked: counted(), problem } satisfies Said);
  perform(act).then(
    () => say(null),
    (err: unknown) => say(err instanceof Error ? (err.stack ?? err.message) : String(err)),
  );
});
// Without whoever told it, it has nothing to do.
process.on("disconnect", () => process.exit());
