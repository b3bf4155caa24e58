import { runUnprepared } from "@/lib/db/sql";
import { type Act, perform } from "./acts";

/** One thing that moves money, or tells of it: what a process is killed in, and how it has to end all the same. */
export interface Flow {
  name: string;
  /** Makes it ready to be done, with money and people of its own. */
  given: () => Promise<Given>;
}

export interface Given {
  act: Act;
  /** What happens at the provider once the application is back and whoever asked has asked again. */
  later?: () => void | Promise<void>;
  end: () => Promise<unknown>;
  done: unknown;
}

/** From now on every provider is asked at the next turn what has happened. */
export async function pollsAreDue(): Promise<void> {
  await runUnprepared("UPDATE connection SET events_polled_at = NULL", []);
}

/** All that providers have told is taken in, by the process of the test. */
export async function allTold(): Promise<void> {
  await pollsAreDue();
  await perform({ does: "take_in_events" });
}
