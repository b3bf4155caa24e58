import { runningPostmaster, waitUntilGone } from "@/lib/db/embedded/postmaster";
import { runProgram } from "@/lib/process/testing/run-program";

const STOP_MS_MAX = 30_000;

/** Kills the server of a cluster as the kernel would when memory runs out: the postmaster, then every process of it. */
export async function killDatabase(cluster: string): Promise<void> {
  const postmaster = await runningPostmaster(cluster);
  if (postmaster === null) throw new Error("there is no database server to kill");
  const children = await childrenOf(postmaster);
  for (const pid of [postmaster, ...children]) kill(pid);
}

/** Stops a server that a killed application has left behind. */
export async function stopDatabase(cluster: string): Promise<void> {
  const postmaster = await runningPostmaster(cluster);
  if (postmaster === null) return;
  process.kill(postmaster, "SIGINT");
  if (!(await waitUntilGone(postmaster, STOP_MS_MAX))) kill(postmaster);
}

async function childrenOf(parent: number): Promise<number[]> {
  const table = await runProgram("ps", ["-A", "-o", "pid=,ppid="]);
  return table
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent && pid ? [pid] : []));
}

// It may have ended on its own between looking and killing.
function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {}
}
