import { z } from "zod";
import { time } from "@/lib/http/answer-fields";

const id = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** How a task of version 1 stands. */
export const TASK_STATUSES = ["PENDING", "ACTIVE", "TERMINATED", "FAILED"] as const;

export const taskV1 = z
  .object({
    id: z.string(),
    connectorID: id,
    createdAt: time,
    updatedAt: time,
    status: z.enum(TASK_STATUSES),
    descriptor: z.object({
      name: z.string().meta({ description: "What was asked: payout or refund." }),
      key: z.string().meta({ description: "The initiation's reference." }),
    }),
    error: z.string().nullable(),
  })
  .meta({ id: "ConnectorTaskV1" });
export type TaskV1 = z.infer<typeof taskV1>;

export const schedule = z
  .object({
    id: z.string().meta({ description: "The name of a job." }),
    connectorID: id,
    createdAt: time,
    pausedAt: time.nullable(),
    pausedReason: z.string().nullable(),
  })
  .meta({ id: "ConnectorScheduleV3" });
export type ScheduleV3 = z.infer<typeof schedule>;

export const scheduleInstance = z
  .object({
    id: z.string(),
    connectorID: id,
    scheduleID: z.string(),
    createdAt: time,
    updatedAt: time,
    terminated: z.boolean(),
    terminatedAt: time.optional(),
    error: z.string().nullable(),
  })
  .meta({ id: "ConnectorScheduleInstanceV3" });
export type ScheduleInstanceV3 = z.infer<typeof scheduleInstance>;

export const removalTask = z.object({
  taskID: z.string().meta({ description: "What was done: see `/v3/tasks/{id}`." }),
});
