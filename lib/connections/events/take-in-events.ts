import type { Ctx } from "@/lib/verb/context";
import { applyEvents } from "./apply-events";
import { pollEvents } from "./poll-events";

/** Asks the providers whose time has come, and applies what they and their messages have told: what two jobs do, in one go. */
export async function takeInEvents({ ctx }: { ctx: Ctx }): Promise<void> {
  await pollEvents({ ctx });
  await applyEvents({ ctx });
}
