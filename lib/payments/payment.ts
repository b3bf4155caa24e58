import type { Instant } from "@/lib/instant";
import type { CoreType, PaymentCategory } from "./category";
import type { MoneyMoved } from "./money-moved";
import type { PaymentKind, PaymentStage, PaymentStatus } from "./status";

/** Whether money is real. */
export type PaymentMode = "test" | "live";

/** A payment as the core knows it. Amounts in minor units of `currency` with `precision` decimals. */
export interface Payment extends MoneyMoved {
  id: string;
  kind: PaymentKind;
  merchantId: string;
  connectorId: string;
  reference: string;
  type: CoreType;
  category: PaymentCategory;
  scheme: string;
  currency: string;
  precision: number;
  openingAmountMinor: bigint;
  openingInitialAmountMinor: bigint;
  status: PaymentStatus;
  lastStatus: PaymentStatus;
  stage: PaymentStage;
  amountMinor: bigint;
  initialAmountMinor: bigint;
  version: number;
  failureCode: string | null;
  customerId: string | null;
  merchantReference: string | null;
  description: string | null;
  cardBrand: string | null;
  cardLast4: string | null;
  idempotencyKey: string | null;
  metadata: Record<string, string>;
  /** Whether a dispute of it is open: of a part of a premium, or one of several, its status may be another. */
  inDispute: boolean;
  /** While it is in dispute: when the first of its open disputes has to be answered, where somebody said. */
  respondBy: Date | null;
  /** Whether its money is real: as the connection it was asked through, or whose mirror it is. Null where there is none. */
  mode: PaymentMode | null;
  createdAt: Date;
  updatedAt: Date;
}

/** One row of a payment's history. `amountMinor` is null where the status moves no money. */
export interface Adjustment extends Instant {
  sequence: number;
  status: PaymentStatus;
  amountMinor: bigint | null;
  opening: boolean;
  reference: string;
  recordedAt: Date;
  actorType: string;
  actorId: string;
  actorLabel: string;
  requestId: string;
  reason: string | null;
  failureCode: string | null;
  attemptId: string | null;
  raw: unknown;
  /** When the dispute that this opens has to be answered at its provider, where somebody said. */
  respondBy: Date | null;
}
