import type { Policyholder } from "@/lib/policies/holders/policyholder";
import type { ExternalType } from "@/lib/policies/methods/external-types";
import { accountNumberOf } from "@/lib/policies/methods/manage-payment-methods";
import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import type { ProductModule } from "@/lib/policies/modules/product-module";
import type { CalculatedCharge, PremiumCharge } from "@/lib/policies/payments/charge";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";
import type { MethodAnswer, ModuleAnswer, PaymentAnswer, PolicyAnswer, PolicyholderAnswer } from "./answers";
import type { ExternalTypeAnswer } from "./batches/batch-answers";
import { doorActor } from "./door-actor";
import { isUsable, toDoorStatus } from "./enums";
import type { Environment } from "./environment";
import type { ShownPolicy } from "./shown-policy";

/** What a payment can be shown with; absent is null on the wire. */
export interface IncludedObjects {
  policy?: ShownPolicy | undefined;
  policyholder?: Policyholder | undefined;
  payment_method?: PolicyPaymentMethod | undefined;
  /** Left out unless it was asked for. */
  reversal_of_payment?: PolicyPayment | null | undefined;
}

/** A payment with the contract's keys, all of them always. */
export function presentPayment(payment: PolicyPayment, included: IncludedObjects = {}): PaymentAnswer {
  const { policy, policyholder, payment_method: method, reversal_of_payment: reversed } = included;
  return {
    payment_id: payment.id,
    policy_id: payment.policyId,
    payment_method_id: payment.paymentMethodId,
    status: toDoorStatus(payment.status),
    amount: payment.amountMinor,
    description: payment.description,
    external_ref: payment.externalReference,
    customer_ref: null,
    created_at: payment.createdAt.toISOString(),
    created_by: doorActor(
      { type: payment.createdByType as Parameters<typeof doorActor>[0]["type"], id: payment.createdById },
      payment.merchantId,
    ),
    updated_at: payment.updatedAt.toISOString(),
    payment_date: payment.paymentDate.toISOString(),
    action_date: payment.actionDate.toISOString(),
    billing_date: payment.billingDate?.toISOString() ?? null,
    policy: policy ? presentPolicy(policy) : null,
    policyholder: policyholder ? presentPolicyholder(policyholder) : null,
    payment_method: method ? presentMethod(method) : null,
    payment_type: payment.paymentType,
    premium_type: payment.premiumType,
    failure_reason: payment.failureReason,
    failure_code: payment.failureCode,
    failure_action: payment.failureAction,
    currency: payment.currency,
    retry_of: payment.retryOf,
    retry_number: payment.retryNumber,
    net_amount: payment.netAmountMinor,
    finalized_at: payment.finalizedAt?.toISOString() ?? null,
    finalized_by: payment.finalizedBy,
    collection_type: payment.collectionType,
    app_data: payment.appData,
    charges: payment.charges.map(presentCalculated),
    raw_response: null,
    reversal_of_payment_id: payment.reversalOf,
    ...(reversed !== undefined && { reversal_of_payment: reversed && presentPayment(reversed) }),
  };
}

export function presentPolicy(policy: ShownPolicy, policyholder?: Policyholder): PolicyAnswer {
  return {
    policy_id: policy.id,
    policy_number: policy.policyNumber,
    policyholder_id: policy.policyholderId,
    product_module_id: policy.productModuleId,
    payment_method_id: policy.paymentMethodId,
    package_name: policy.packageName,
    monthly_premium: policy.monthlyPremiumMinor,
    billing_amount: policy.monthlyPremiumMinor,
    base_premium: policy.monthlyPremiumMinor,
    balance: policy.balanceMinor,
    billing_day: policy.billingDay,
    billing_frequency: policy.billingFrequency,
    next_billing_date: policy.nextBillingDate?.toISOString() ?? null,
    currency: policy.currency,
    start_date: policy.startDate.toISOString(),
    charges: policy.charges.map(presentCharge),
    status: policy.status,
    ...ELSEWHERE,
    app_data: appDataOf(policy.appData),
    created_by: policy.createdBy,
    created_at: policy.createdAt.toISOString(),
    updated_at: policy.updatedAt.toISOString(),
    ...(policyholder && { policyholder: presentPolicyholder(policyholder) }),
  };
}

const ELSEWHERE = {
  scheme_type: "individual",
  end_date: null,
  covered_people: [],
  claim_ids: [],
  complaint_ids: [],
  supplementary_terms_files: [],
  schedule_versions: [],
  policy_schedule_uri: null,
  terms_uri: null,
  module: {},
} satisfies Partial<PolicyAnswer>;

export function presentPolicyholder(
  holder: Policyholder,
  policies?: readonly ShownPolicy[],
): PolicyholderAnswer {
  return {
    policyholder_id: holder.id,
    type: holder.type,
    id: holder.identification,
    first_name: holder.firstName,
    last_name: holder.lastName,
    email: holder.email,
    cellphone: holder.cellphone,
    ...holder.details,
    policy_ids: holder.policyIds,
    app_data: appDataOf(holder.appData),
    created_by: holder.createdBy,
    created_at: holder.createdAt.toISOString(),
    updated_at: holder.updatedAt.toISOString(),
    ...(policies && { policies: policies.map((policy) => presentPolicy(policy)) }),
  };
}

function appDataOf(kept: unknown): Record<string, unknown> | null {
  return typeof kept === "object" && kept !== null ? { ...kept } : null;
}

export function presentModule(module: ProductModule): ModuleAnswer {
  return {
    product_module_id: module.id,
    key: module.key,
    name: module.name,
    settings: { billing: module.billing },
    created_at: module.createdAt.toISOString(),
    updated_at: module.updatedAt.toISOString(),
  };
}

/** A method as this door alone shows it: with the whole account number. */
export function presentMethod(
  method: PolicyPaymentMethod,
  included: { policyholder?: Policyholder | undefined; policies?: readonly ShownPolicy[] | undefined } = {},
): MethodAnswer {
  const { policyholder, policies } = included;
  const { details, banvStatus, blockedReason } = method;
  const number = accountNumberOf(method);
  return {
    payment_method_id: method.id,
    organization_id: method.merchantId,
    policyholder_id: method.policyholderId,
    type: method.type,
    status: banvStatus === "blocked" ? "blocked" : isUsable(method) ? "active" : "unverified",
    banv_status: banvStatus,
    blocked_reason: blockedReason,
    banv_response: method.banvResponse ?? null,
    bank_details: details.bank
      ? { ...details.bank, account_number: number, banv_status: banvStatus, blocked_reason: blockedReason }
      : null,
    card_details: details.card ?? null,
    payment_method_key: details.external?.payment_method_key ?? null,
    external_reference: details.external?.external_reference ?? null,
    ...(policyholder && { policyholder: presentPolicyholder(policyholder) }),
    ...(policies && { policies: policies.map((policy) => presentPolicy(policy)) }),
    created_at: method.createdAt.toISOString(),
    updated_at: method.updatedAt.toISOString(),
  };
}

function presentCharge({ type, name, description, amount }: PremiumCharge) {
  return { type, name, description, amount: chargeAmount(type, amount) };
}

function presentCalculated({ calculated, ...charge }: CalculatedCharge) {
  return { ...presentCharge(charge), calculated: BigInt(calculated) };
}

// A proportion goes out as the JSON number it came in as.
function chargeAmount(type: PremiumCharge["type"], amount: string | null): bigint | number | null {
  if (amount === null) return null;
  return type === "variable" ? Number(amount) : BigInt(amount);
}

export function presentExternalType(
  { id, merchantId, key, createdAt }: ExternalType,
  environment: Environment,
): ExternalTypeAnswer {
  return {
    payment_method_id: id,
    organization_id: merchantId,
    environment,
    key,
    outbound_channels: [],
    created_at: createdAt.toISOString(),
  };
}
