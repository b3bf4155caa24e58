import { log } from "@/lib/log/log";
import { within } from "@/lib/process/within";

// A terminal sends Ctrl-C to every process of the group, and npm passes it on again: these two are one.
const SAME_PRESS_MS = 1_000;
const PARENT_POLL_MS = 250;

/** How long anything may take to stop: a database that says nothing keeps nobody's process. */
export const STOP_MS_MAX = 20_000;

/** What has been started, and how it is taken down again: last started, first stopped. */
export interface Lifecycle {
  /** Aborted at the first signal: what is still starting gives up. */
  signal: AbortSignal;
  /** `msMax`: how long it may take; what has not stopped by then is said, and left. STOP_MS_MAX where nothing is said. */
  onStop: (what: string, work: () => Promise<void>, options?: { msMax?: number }) => void;
  /** Stops everything once. */
  stop: () => Promise<void>;
  /** Resolves at the first signal to stop. */
  asked: Promise<void>;
}

/** Follows the process's signals: the first asks everything to stop, a second one ends the process on the spot. */
export function startLifecycle(): Lifecycle {
  const controller = new AbortController();
  const steps: { what: string; work: () => Promise<void>; msMax: number }[] = [];
  let stopped: Promise<void> | undefined;
  const asked = new Promise<void>((resolve) => {
    let firstAtMs = 0;
    const onSignal = () => {
      if (firstAtMs === 0) {
        firstAtMs = Date.now();
        controller.abort();
        resolve();
      } else if (Date.now() - firstAtMs > SAME_PRESS_MS) {
        process.exit(1);
      }
    };
    process.on("SIGINT", onSignal).on("SIGTERM", onSignal).on("SIGHUP", onSignal);
    onOrphaned(onSignal);
  });
  const takeDown = async () => {
    for (const { what, work, msMax } of steps.reverse()) {
      await within(msMax, work()).catch((err: unknown) => log.error({ err }, `${what} did not stop cleanly`));
    }
  };
  return {
    signal: controller.signal,
    asked,
    onStop: (what, work, { msMax = STOP_MS_MAX } = {}) => steps.push({ what, work, msMax }),
    stop: () => {
      stopped ??= takeDown();
      return stopped;
    },
  };
}

// When npm is killed outright its child would go on alone, and hold the port that the next start wants.
function onOrphaned(work: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    work();
  }, PARENT_POLL_MS);
  timer.unref();
}
