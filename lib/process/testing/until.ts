import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 50;

/** Whether something comes to hold within a time. It is asked again and again. */
export async function comesToHold(
  holds: () => boolean | Promise<boolean>,
  waitMsMax: number,
): Promise<boolean> {
  for (const deadline = performance.now() + waitMsMax; performance.now() < deadline; await delay(POLL_MS))
    if (await holds()) return true;
  return false;
}

/** Waits until something holds; throws, saying what, when it does not in time. */
export async function until(
  what: string,
  waitMsMax: number,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  if (!(await comesToHold(holds, waitMsMax))) throw new Error(`not within ${waitMsMax / 1_000} s: ${what}`);
}
