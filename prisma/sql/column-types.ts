import type { PoolQuery } from "@/lib/connected/pools/pool-query";
import type { Json } from "@/lib/connectors/connector";
import type { StoredBalanceLine } from "@/lib/connectors/mirror";
import type { Address, NotificationSettings } from "@/lib/customers/customer";
import type { ImportMapping } from "@/lib/imports/fields";
import type { AttemptMethod } from "@/lib/payments/attempt";
import type { CoreType, PaymentCategory } from "@/lib/payments/category";
import type { PaymentStage, PaymentStatus } from "@/lib/payments/status";
import type {
  BillingFrequency,
  CollectionType,
  FailureAction,
  MethodType,
  PremiumType,
} from "@/lib/policies/enums";
import type { PolicyholderDetails } from "@/lib/policies/holders/holder-fields";
import type { Policyholder } from "@/lib/policies/holders/policyholder";
import type { MethodDetails } from "@/lib/policies/methods/payment-method";
import type { StoredBilling } from "@/lib/policies/modules/billing-settings";
import type { RefusedItem } from "@/lib/policies/payments/async-requests";
import type { CalculatedCharge, PremiumCharge } from "@/lib/policies/payments/charge";
import type { DoorActor } from "@/lib/policies/payments/policy-payment";
import type { CommissionRule } from "@/lib/referrals/commissions/rule";
import type { Actor } from "@/lib/verb/context";
import type { Scope } from "@/lib/verb/permissions";
import type { DeliveryOutcome } from "@/lib/webhooks/deliveries/outcomes";

/**
 * What the database cannot say of a column: the shape of a jsonb, the values of a text without a check. One entry a
 * column, for reading and for writing: whoever writes the column is held to what its readers expect.
 */
export interface ColumnTypes {
  "adjustment.metadata": Record<string, string>;
  "adjustment.status": PaymentStatus;
  "api_key.scopes": Scope[];
  "attempt.method": Partial<AttemptMethod>;
  "audit_entry.data": Record<string, unknown>;
  "checkout_link.line_items": { description: string; amountMinor: string; quantity: number }[];
  "commission.rule": CommissionRule;
  "connected_account.metadata": Record<string, string>;
  "connected_account.raw": Record<string, unknown>;
  "connected_bank_account.metadata": Record<string, string>;
  "connected_pool.query": PoolQuery;
  "customer.address": Address;
  "customer.metadata": Record<string, string>;
  "customer.notification_settings": NotificationSettings;
  "customer.tax_rates": Record<string, number>;
  "mirrored_payment.balance": StoredBalanceLine[];
  "outbox.data": Record<string, unknown>;
  "provider_event.raw": Json;
  "payment_initiation.metadata": Record<string, string>;
  "payment_initiation_reversal.metadata": Record<string, string>;
  "payment_batch.collection_type": CollectionType;
  "payment_batch.method_type": MethodType;
  "payment_batch.updated_by_type": Actor["type"];
  "payment.category": PaymentCategory;
  "payment.last_status": PaymentStatus;
  "payment.metadata": Record<string, string>;
  "payment.status": PaymentStatus;
  "payment.type": CoreType;
  "payment_import.mapping": ImportMapping;
  "payment_tally.stage": PaymentStage;
  "policy.billing_frequency": BillingFrequency;
  "policy.charges": PremiumCharge[];
  "policy.created_by": DoorActor;
  "policy_async_request.actor": Actor;
  "policy_async_request.refused": RefusedItem[];
  "policy_payment.charges": CalculatedCharge[];
  "policy_payment.collection_type": CollectionType;
  "policy_payment.failure_action": FailureAction;
  "policy_payment.finalized_by": DoorActor;
  "policy_payment.premium_type": PremiumType;
  "policy_payment_coupon.created_by": DoorActor;
  "policy_payment_method.details": MethodDetails;
  "policyholder.created_by": DoorActor;
  "policyholder.details": PolicyholderDetails;
  "policyholder.identification": Policyholder["identification"];
  "product_module.settings": { billing: StoredBilling };
  "webhook_attempt.answer_headers": Record<string, string>;
  "webhook_attempt.outcome": DeliveryOutcome;
  "webhook_attempt.request_headers": Record<string, string>;
  "webhook_delivery.last_outcome": DeliveryOutcome;
}
