import { setTimeout as delay } from "node:timers/promises";
import { ensureSetupInvitation, SETUP_HOURS } from "@/lib/auth/setup";
import { isPassingRefusal } from "@/lib/db/unavailable";

const AGAIN_MS = 500;

/**
 * Says where the server is, and where the first owner makes an account while there is none. Waits for whoever makes the
 * first owner at this moment, as `npm run owner` does while it loads the sample data; until `signal` says to stop.
 */
export async function greet(publicUrl: string, signal: AbortSignal): Promise<void> {
  const token = await setupToken(signal);
  const setup = token
    ? `\nMake the first owner's account here, once, within ${SETUP_HOURS} hours:\n\n  ${publicUrl}/setup/${token}\n`
    : "";
  process.stdout.write(`\nCounterfoil is running at ${publicUrl}\n${setup}\n`);
}

async function setupToken(signal: AbortSignal): Promise<string | null> {
  for (;;) {
    try {
      return await ensureSetupInvitation();
    } catch (err) {
      if (!isPassingRefusal(err)) throw err;
      await delay(AGAIN_MS, undefined, { signal });
    }
  }
}
