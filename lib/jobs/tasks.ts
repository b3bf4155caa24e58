import { forgetExpiredSignIns } from "@/lib/auth/forget-expired-sign-ins";
import { expireCheckoutPayments } from "@/lib/checkout/expire-checkout-payments";
import { letGoOfMethods } from "@/lib/checkout/let-go-of-methods";
import { sendDueInitiations } from "@/lib/connected/initiations/send-initiation";
import { applyEvents } from "@/lib/connections/events/apply-events";
import { pollEvents } from "@/lib/connections/events/poll-events";
import { readMirrors } from "@/lib/connections/mirror/read-mirrors";
import { currentHold } from "@/lib/db/hold";
import { runImports } from "@/lib/imports/run-imports";
import { forgetWindows } from "@/lib/limits/forget-windows";
import { compactPaymentCounts } from "@/lib/payments/compact-payment-counts";
import { assumeSuccess, collectDuePayments } from "@/lib/policies/collection/collect-due";
import { askAboutUnanswered } from "@/lib/policies/mandates/ask-about-mandate";
import { runAsyncRequests } from "@/lib/policies/payments/async-requests";
import { forgetOutcomes } from "@/lib/policies/payments/idempotency";
import { approveDueCommissions } from "@/lib/referrals/commissions/approve-due";
import { expireReferrals } from "@/lib/referrals/referrals/expire-referrals";
import { forgetRequests } from "@/lib/requests/forget-requests";
import type { Ctx } from "@/lib/verb/context";
import { forgetAnswers } from "@/lib/webhooks/deliveries/forget-answers";
import { DEAD_JOB_MS, releaseDeadJobs } from "./release-dead-jobs";
import { resolveAttempts } from "./resolve-attempts";

/** When a task runs: at an interval, or by a crontab line (UTC). One run at a time, whatever the number of processes. */
export type TaskSchedule = { everyMs: number } | { cron: string };

/** One kind of background work. Its name is what the audit log shows as the actor. */
export interface JobTask {
  name: string;
  schedule: TaskSchedule;
  /** It only tidies up what nobody needs any more, and so goes on while the database is held. */
  tidies?: true;
  run: (ctx: Ctx) => Promise<unknown>;
}

/** Does a task's work, unless the database is held and the task would move something on. */
export async function runUnlessHeld(task: JobTask, ctx: Ctx): Promise<void> {
  if (!task.tidies && (await currentHold())) return;
  await task.run(ctx);
}

/** Every task there is. A task is listed here and lives in the folder it belongs to. */
export const TASKS: readonly JobTask[] = [
  {
    name: "expire-checkout-payments",
    schedule: { everyMs: 5_000 },
    run: (ctx) => expireCheckoutPayments({ ctx }),
  },
  { name: "let-go-of-methods", schedule: { everyMs: 5_000 }, run: () => letGoOfMethods() },
  { name: "resolve-attempts", schedule: { everyMs: 5_000 }, run: (ctx) => resolveAttempts({ ctx }) },
  { name: "resolve-agreements", schedule: { everyMs: 10_000 }, run: (ctx) => askAboutUnanswered({ ctx }) },
  // Two, so that what was told is applied while a provider that was asked does not answer.
  { name: "ask-providers", schedule: { everyMs: 2_000 }, run: (ctx) => pollEvents({ ctx }) },
  { name: "provider-events", schedule: { everyMs: 2_000 }, run: (ctx) => applyEvents({ ctx }) },
  { name: "mirror-accounts", schedule: { everyMs: 5_000 }, run: (ctx) => readMirrors({ ctx }) },
  {
    name: "approve-commissions",
    schedule: { everyMs: 5_000 },
    run: (ctx) => approveDueCommissions({ ctx }),
  },
  { name: "payment-initiations", schedule: { everyMs: 5_000 }, run: (ctx) => sendDueInitiations({ ctx }) },
  { name: "expire-referrals", schedule: { everyMs: 5_000 }, run: (ctx) => expireReferrals({ ctx }) },
  { name: "policy-async", schedule: { everyMs: 1_000 }, run: (ctx) => runAsyncRequests({ ctx }) },
  { name: "policy-collection", schedule: { everyMs: 5_000 }, run: (ctx) => collectDuePayments({ ctx }) },
  { name: "policy-assume-success", schedule: { everyMs: 5_000 }, run: (ctx) => assumeSuccess({ ctx }) },
  {
    name: "policy-idempotency",
    schedule: { cron: "17 3 * * *" },
    tidies: true,
    run: (ctx) => forgetOutcomes({ ctx }),
  },
  { name: "payment-imports", schedule: { everyMs: 2_000 }, run: (ctx) => runImports({ ctx }) },
  {
    name: "release-dead-jobs",
    schedule: { everyMs: DEAD_JOB_MS },
    tidies: true,
    run: () => releaseDeadJobs(),
  },
  {
    name: "compact-payment-counts",
    schedule: { everyMs: 10_000 },
    tidies: true,
    run: () => compactPaymentCounts(),
  },
  {
    name: "forget-rate-limit-windows",
    schedule: { everyMs: 60_000 },
    tidies: true,
    run: () => forgetWindows(),
  },
  { name: "forget-webhook-answers", schedule: { everyMs: 60_000 }, tidies: true, run: () => forgetAnswers() },
  { name: "forget-requests", schedule: { everyMs: 60_000 }, tidies: true, run: () => forgetRequests() },
  {
    name: "forget-expired-sign-ins",
    schedule: { cron: "17 3 * * *" },
    tidies: true,
    run: (ctx) => forgetExpiredSignIns({ ctx }),
  },
];
