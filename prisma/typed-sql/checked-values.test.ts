import { expect, it } from "vitest";
import { ROUTED_KINDS } from "@/lib/connectors/routed-kinds";
import { CHECKED_VALUES } from "@/lib/generated/sql/checked-values";
import { IMPORT_KINDS } from "@/lib/imports/fields";
import { PAYMENT_CATEGORIES } from "@/lib/payments/category";
import { PAYMENT_KINDS, PAYMENT_STAGES } from "@/lib/payments/status";
import { PERSON_RECORD_TYPES } from "@/lib/people/record-type";
import { BATCH_STATUSES } from "@/lib/policies/batches/payment-batch";
import {
  AUTHENTICATION_TYPES,
  DEBICHECK_STATUSES,
  PROVIDER_TYPES,
} from "@/lib/policies/debicheck/debicheck-mandate";
import {
  BANV_STATUSES,
  FAILURE_ACTIONS,
  HOLDER_TYPES,
  METHOD_TYPES,
  PAYMENT_TYPES,
  POLICY_STATUSES,
} from "@/lib/policies/enums";
import { COMMISSION_STATES, PARTNERSHIP_STATES, REFERRAL_STATES } from "@/lib/referrals/referrals/states";
import { RECURRENCES } from "@/lib/referrals/terms";
import { ROLES } from "@/lib/verb/permissions";
import { DELIVERY_STATES } from "@/lib/webhooks/deliveries/delivery";
import { PAUSED_REASONS } from "@/lib/webhooks/endpoints/endpoint";

/** The lists of the code that a check of the database repeats. */
const LISTS: Partial<Record<keyof typeof CHECKED_VALUES, readonly string[]>> = {
  "commission.state": COMMISSION_STATES,
  "connection_route.kind": ROUTED_KINDS,
  "debicheck_mandate.authentication_type": AUTHENTICATION_TYPES,
  "debicheck_mandate.provider_type": PROVIDER_TYPES,
  "debicheck_mandate.status": DEBICHECK_STATUSES,
  "invitation.role": ROLES,
  "partnership.recurrence": RECURRENCES,
  "partnership.state": PARTNERSHIP_STATES,
  "payment.category": PAYMENT_CATEGORIES,
  "payment.kind": PAYMENT_KINDS,
  "payment.stage": PAYMENT_STAGES,
  "payment_batch.status": BATCH_STATUSES,
  "payment_import.kind": IMPORT_KINDS,
  "person_note.record_type": PERSON_RECORD_TYPES,
  "policy.status": POLICY_STATUSES,
  "policy_payment.failure_action": FAILURE_ACTIONS,
  "policy_payment.payment_type": PAYMENT_TYPES,
  "policy_payment_method.banv_status": BANV_STATUSES,
  "policy_payment_method.type": METHOD_TYPES,
  "policyholder.type": HOLDER_TYPES,
  "referral.state": REFERRAL_STATES,
  "user.role": ROLES,
  "webhook_delivery.state": DELIVERY_STATES,
  "webhook_endpoint.paused_reason": PAUSED_REASONS,
};

it.each(Object.entries(LISTS))("the database allows of %s what the code lists", (column, listed) => {
  const checked: readonly string[] = CHECKED_VALUES[column as keyof typeof LISTS];
  expect([...checked].sort()).toEqual([...listed].sort());
});
