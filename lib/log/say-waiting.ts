import { log } from "./log";

/** Whoever waits for longer says what for. */
export const SAY_AFTER_MS = 5_000;
/** And says it again this often. */
export const SAY_AGAIN_MS = 30_000;

/** Does something that may have to wait, and says in the log what is waited for when it takes longer than a few seconds. */
export async function sayingWhatFor<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAtMs = performance.now();
  let timer: NodeJS.Timeout;
  const say = () => {
    log.warn(`waiting for ${what}, for ${Math.round((performance.now() - startedAtMs) / 1_000)} s now`);
    timer = setTimeout(say, SAY_AGAIN_MS);
  };
  timer = setTimeout(say, SAY_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
