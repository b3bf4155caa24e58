import type { DeliveryOutcome } from "./outcomes";

export const DELIVERY_STATES = ["pending", "delivered", "exhausted"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One event for one endpoint, as lists show it. */
export interface Delivery {
  id: string;
  endpointId: string;
  endpointUrl: string;
  /** `given away`: it is another merchant's now, who hears nothing of this event. */
  endpointState: "active" | "paused" | "deleted" | "given away";
  eventId: string;
  type: string;
  paymentId: string | null;
  state: DeliveryState;
  /** An attempt has begun and is not known to have ended. */
  sending: boolean;
  attempts: number;
  nextAttemptAt: Date | null;
  /** Absent before the first attempt, and when it was given up with its endpoint, or when that became another merchant's. */
  lastOutcome: DeliveryOutcome | null;
  lastStatusCode: number | null;
  createdAt: Date;
}
