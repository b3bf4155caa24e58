import { type Queryable, query } from "@/lib/db/sql";
import { BY_IDS } from "@/lib/generated/sql/policies/payments/policy-payment/by-ids";
import type { PaymentStatus } from "@/lib/payments/status";
import type { CollectionType, FailureAction, PolicyPaymentType, PremiumType } from "@/lib/policies/enums";
import type { CalculatedCharge } from "./charge";

/** Who did something, as the door says it. */
export interface DoorActor {
  type: "api_key" | "user" | "system";
  id: string;
  owner_id: string;
}

/** A policy payment as the door and the console show it. `amountMinor` has the sign it was sent with. */
export interface PolicyPayment {
  id: string;
  merchantId: string;
  policyId: string;
  policyholderId: string;
  paymentMethodId: string;
  status: PaymentStatus;
  version: number;
  amountMinor: bigint;
  netAmountMinor: bigint;
  currency: string;
  description: string | null;
  charges: CalculatedCharge[];
  paymentType: PolicyPaymentType;
  premiumType: PremiumType | null;
  collectionType: CollectionType;
  paymentDate: Date;
  billingDate: Date | null;
  actionDate: Date;
  externalReference: string | null;
  originalId: string;
  retryOf: string | null;
  retryNumber: number;
  reversalOf: string | null;
  failureReason: string | null;
  failureAction: FailureAction | null;
  failureCode: string | null;
  finalizedAt: Date | null;
  finalizedBy: DoorActor | null;
  appData: unknown;
  createdByType: string;
  createdById: string;
  createdAt: Date;
  updatedAt: Date;
}

/** One that was read again, with where its money went, in minor units: lib/payments/money-moved.ts. */
export interface StoredPolicyPayment extends PolicyPayment {
  collectedMinor: bigint;
  refundedMinor: bigint;
  disputedMinor: bigint;
  returnedMinor: bigint;
}

/** Policy payments by id. */
export async function policyPaymentsByIds(
  ids: readonly string[],
  on?: Queryable,
): Promise<Map<string, StoredPolicyPayment>> {
  const rows = await query(BY_IDS, { ids: [...new Set(ids)] }, on);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function policyPaymentById(id: string, on?: Queryable): Promise<StoredPolicyPayment | null> {
  return (await policyPaymentsByIds([id], on)).get(id) ?? null;
}
