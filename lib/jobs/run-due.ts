import { currentTime } from "@/lib/clock/clock";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { jobContext } from "@/lib/verb/context";
import { type JobTask, runUnlessHeld, TASKS } from "./tasks";

/** Does at once what has become due, in this process: after the test clock moved nobody wants to wait for the next round. */
export async function runDueJobs(tasks: readonly JobTask[] = TASKS): Promise<void> {
  for (const task of tasks) {
    const requestId = newId();
    // Every task finds its own work and does it once, however many run it at a time.
    await runUnlessHeld(task, jobContext(task.name, await currentTime(), requestId)).catch((err: unknown) =>
      log.error({ err, requestId, task: task.name }, "a job failed"),
    );
  }
}
