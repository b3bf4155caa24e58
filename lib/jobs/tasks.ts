import type { Ctx } from "@/lib/context";

/** When a task runs: at an interval, or by a crontab line (UTC). One run at a time, whatever the number of processes. */
export type Schedule = { everyMs: number } | { cron: string };

/** One kind of background work. Its name is what the audit log shows as the actor. */
export interface Task {
  name: string;
  schedule: Schedule;
  run: (ctx: Ctx) => Promise<void>;
}

/** Every task there is. A task is listed here and lives in the folder it belongs to. */
export const TASKS: readonly Task[] = [];
