import { setTimeout as delay } from "node:timers/promises";
import { comesToHold } from "@/lib/process/testing/until";
import { check, letTimePass, openAttempts, type Verdict } from "./check";
import { startClients } from "./clients";
import type { Deployment } from "./deployment";
import { Ledger } from "./ledger";

/** The load before the blow lasts at least this long, and at most twice as long. */
const LOAD_MS = 1_500;
/** And this long after the first acknowledgement that follows it. */
const LOAD_AFTER_MS = 1_000;
const RECOVERY_MS_MAX = 120_000;
const SETTLE_MS_MAX = 60_000;

export interface Round extends Verdict {
  requests: number;
  /** Requests that were answered with a fault or not at all. */
  unanswered: number;
  /** From the blow to the first acknowledged creation that was sent after it. */
  recoveryMs: number;
}

/** Load, the blow in the middle of it, recovery, and then whether everything is there that anybody was told of. */
export async function playRound(
  deployment: Pick<Deployment, "url" | "apiKey" | "recorded">,
  strike: (struck: () => void) => Promise<void>,
): Promise<Round> {
  const ledger = new Ledger();
  const clients = startClients(deployment.url, deployment.apiKey, ledger);
  await delay(LOAD_MS * (1 + Math.random()));
  let struckAtMs = 0;
  await strike(() => {
    struckAtMs = performance.now();
    ledger.mark();
  });
  const recovered = await comesToHold(() => ledger.acknowledgedAfterMarkAtMs !== null, RECOVERY_MS_MAX);
  const recoveryMs = (ledger.acknowledgedAfterMarkAtMs ?? performance.now()) - struckAtMs;
  await delay(LOAD_AFTER_MS);
  const gaveUp = await clients.finish();
  await letTimePass();
  const settled = await comesToHold(async () => (await openAttempts()) === 0, SETTLE_MS_MAX);
  const verdict = await check(ledger.seen, deployment.recorded);
  if (!recovered) verdict.faults.push("no creation was acknowledged any more");
  if (gaveUp > 0) verdict.faults.push(`${gaveUp} clients were never answered`);
  if (!settled) verdict.faults.push(`${await openAttempts()} attempts still wait for their outcome`);
  return { ...verdict, requests: ledger.requests, unanswered: ledger.faults, recoveryMs };
}
