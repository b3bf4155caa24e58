import { expireCheckoutPayments } from "@/lib/checkout/expire-checkout-payments";
import type { Ctx } from "@/lib/context";

/** When a task runs: at an interval, or by a crontab line (UTC). One run at a time, whatever the number of processes. */
export type Schedule = { everyMs: number } | { cron: string };

/** One kind of background work. Its name is what the audit log shows as the actor. */
export interface Task {
  name: string;
  schedule: Schedule;
  run: (ctx: Ctx) => Promise<unknown>;
}

/** Every task there is. A task is listed here and lives in the folder it belongs to. */
export const TASKS: readonly Task[] = [
  {
    name: "expire-checkout-payments",
    schedule: { everyMs: 5_000 },
    run: (ctx) => expireCheckoutPayments({ ctx }),
  },
];
