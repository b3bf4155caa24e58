import { randomUUID } from "node:crypto";
import { type ActionRow, SETTINGS_ACTIONS } from "./access-settings-actions";

/** Actions of whoever is not signed in yet, or signs out. */
export const PUBLIC_ACTIONS = [
  "(auth)/actions#joinAction",
  "(auth)/actions#secondFactorAction",
  "(auth)/actions#setUpAction",
  "(auth)/actions#signInAction",
  "(auth)/sign-out#signOut",
];

const ID = randomUUID();

const id = () => ({ id: randomUUID() });
const line = { name: "Somebody", email: "somebody@example.com" };
const endpoint = { url: "http://10.0.0.1/", description: "", eventTypes: null, merchantId: null };
const holder = { type: "individual", id: { type: "passport", number: "1", country: "ZA" } };

/** The least role that may do each action, by its file and name. */
export const ACTIONS: Record<string, ActionRow> = {
  "_bank-accounts/actions#saveBankAccountAction": {
    least: "admin",
    input: () => ({
      ...{
        formId: randomUUID(),
        owner: { type: "partner", id: ID },
        version: 0,
        holder: "Somebody",
        bic: "",
      },
      ...{ scheme: "iban", iban: "DE89370400440532013000" },
    }),
  },
  "checkout-links/actions#createLinkAction": {
    least: "operator",
    input: () => ({ merchantId: ID, amount: "1.00", currency: "GBP", idempotencyKey: randomUUID() }),
  },
  "commissions/actions#decideAction": { least: "operator", input: () => ({ to: "approved", ids: [ID] }) },
  "connectors/actions#addConnectorAction": {
    least: "admin",
    input: () => ({ ...id(), name: "A bank", provider: "GENERIC" }),
  },
  "connectors/actions#setConnectorEnabledAction": {
    least: "admin",
    input: () => ({ ...id(), enabled: true }),
  },
  "customers/actions#createCustomerAction": {
    least: "operator",
    input: () => ({ formId: randomUUID(), merchantId: ID, ...line }),
  },
  "partners/actions#addPartnerAction": {
    least: "operator",
    input: () => ({ formId: randomUUID(), merchantId: ID, slug: "somebody", ...line }),
  },
  "partners/actions#addPartnershipAction": {
    least: "operator",
    input: () => ({
      ...{ formId: randomUUID(), partnerId: ID, state: "accepted", rate: { type: "percent", percent: "10" } },
      ...{ recurrence: { recurrence: "lifetime" }, holdDays: "30", expiryDays: "90", minimum: "0" },
    }),
  },
  "partners/actions#changePartnershipAction": {
    least: "operator",
    input: () => ({ ...id(), state: "terminated" }),
  },
  "payments/[id]/actions#askProviderAgain": { least: "operator", input: () => ({ attemptId: ID }) },
  "payments/[id]/actions#cancel": { least: "operator", input: id },
  "payments/[id]/actions#refund": {
    least: "operator",
    input: ({ paymentId }) => ({ id: paymentId, amount: "1.00", idempotencyKey: randomUUID() }),
  },
  "payments/[id]/actions#reverse": { least: "operator", input: id },
  "payments/[id]/actions#sendEvidence": {
    least: "operator",
    input: ({ paymentId }) => ({
      ...{ id: paymentId, dispute: "none", explanation: "It was right", sure: true },
      idempotencyKey: randomUUID(),
    }),
  },
  "payments/[id]/actions#undo": { least: "operator", input: () => ({ ...id(), reason: "A slip" }) },
  "payments/[id]/adjust-actions#addAdjustment": {
    least: "operator",
    input: ({ paymentId }) => ({
      ...{
        formId: randomUUID(),
        id: paymentId,
        status: "failed",
        amount: "1.00",
        createdAt: new Date().toISOString(),
      },
      ...{ respondBy: "" },
      ...{ reference: "A reference", reason: "Somebody said so" },
    }),
  },
  "payments/[id]/adjust-actions#saveMetadata": {
    least: "operator",
    input: ({ paymentId }) => ({ id: paymentId, metadata: { order: "1" } }),
  },
  "payouts/actions#getBankFileAgainAction": {
    least: "admin",
    input: () => ({ runId: ID, fileId: randomUUID() }),
  },
  "payouts/actions#makeBankFileAction": {
    least: "admin",
    input: () => ({ ...id(), runId: ID, format: "csv", lines: "unsent", seen: [] }),
  },
  "payouts/actions#markLinesAction": {
    least: "operator",
    input: () => ({ mark: "paid", runId: ID, lineIds: [ID] }),
  },
  "payouts/actions#payOutAction": {
    least: "operator",
    input: () => ({
      ...{ merchantId: ID, period: { from: "2026-01-01", through: "2026-01-31" } },
      ...{ fingerprint: "none", idempotencyKey: randomUUID() },
    }),
  },
  "people/actions#addPersonNoteAction": {
    least: "operator",
    input: () => ({ formId: randomUUID(), record: { type: "customer", id: ID }, note: "Calls on Mondays" }),
  },
  "people/actions#mergePeopleAction": {
    least: "operator",
    input: () => ({ one: { type: "customer", ...id() }, other: { type: "customer", ...id() }, seenIds: [] }),
  },
  "people/actions#removePersonNoteAction": { least: "operator", input: id },
  "people/actions#removeSavedCardAction": { least: "operator", input: () => ({ ...id(), customerId: ID }) },
  "people/actions#separatePersonAction": { least: "operator", input: () => ({ type: "customer", ...id() }) },
  "policies/actions#addMethodAction": {
    least: "operator",
    input: () => ({ formId: randomUUID(), policyholderId: ID, type: "eft" }),
  },
  "policies/actions#askMandateAgainAction": { least: "operator", input: id },
  "policies/actions#assignMethodAction": {
    least: "operator",
    input: () => ({ ...id(), payment_method_id: ID }),
  },
  "policies/actions#blockMethodAction": {
    least: "operator",
    input: () => ({ ...id(), reason: "It bounced" }),
  },
  "policies/actions#createPolicyAction": {
    least: "operator",
    input: () => ({
      ...{ formId: randomUUID(), policyholder_id: ID, product_module_id: ID, package_name: "Basic" },
      ...{ monthly_premium: 1_000, billing_day: 1, billing_frequency: "monthly" },
      start_date: "2026-01-01T00:00:00.000Z",
    }),
  },
  "policies/actions#createPolicyholderAction": {
    least: "operator",
    input: () => ({ formId: randomUUID(), merchantId: ID, first_name: "Ada", last_name: "Byron", ...holder }),
  },
  "policies/actions#endMandateAction": { least: "operator", input: id },
  "policies/actions#recordPolicyPaymentAction": {
    least: "operator",
    input: () => ({ policyId: ID, idempotencyKey: randomUUID(), body: {} }),
  },
  "policies/actions#requestMandateAction": { least: "operator", input: () => ({ policyId: ID }) },
  "policies/actions#saveModuleAction": {
    least: "admin",
    input: () => ({
      formId: randomUUID(),
      merchantId: ID,
      key: "a",
      name: "A",
      billing: { currency: "ZAR" },
    }),
  },
  "policies/actions#setPolicyStatusAction": {
    least: "operator",
    input: () => ({ ...id(), status: "cancelled" }),
  },
  "policies/actions#verifyMethodAction": { least: "operator", input: id },
  "referrals/actions#churnReferralAction": { least: "operator", input: () => ({ ...id(), merchantId: ID }) },
  "referrals/actions#recordPaymentAction": {
    least: "operator",
    input: () => ({
      ...{ merchantId: ID, referralId: ID, amount: "1.00", currency: "USD", subscription: null },
      paidOn: "2026-11-28",
      idempotencyKey: randomUUID(),
    }),
  },
  "referrals/actions#rejectReferralAction": { least: "operator", input: id },
  "retries/actions#retryNowAction": {
    least: "operator",
    input: () => ({ originalId: ID, latestId: ID, latestStatus: "failed" }),
  },
  "retries/actions#stopRetryingAction": { least: "operator", input: () => ({ originalId: ID }) },
  "sample-data/actions#loadSampleAction": { least: "admin", runs: "refusedOnly" },
  "_shell/hold-actions#releaseHoldAction": { least: "owner", input: () => ({}) },
  "_shell/hold-actions#whatWaitsAction": { least: "owner", input: () => ({}) },
  ...SETTINGS_ACTIONS,
  "webhooks/actions#createEndpointAction": { least: "admin", input: () => ({ ...id(), ...endpoint }) },
  "webhooks/actions#deleteEndpointAction": { least: "admin", input: id },
  "webhooks/actions#pauseEndpointAction": { least: "admin", input: id },
  "webhooks/actions#previewResendFailedAction": {
    least: "operator",
    input: () => ({ endpointId: ID, since: `$D${new Date().toISOString()}` }),
  },
  "webhooks/actions#resendDeliveryAction": { least: "operator", input: () => ({ ...id(), attempts: 1 }) },
  "webhooks/actions#resendFailedAction": {
    least: "operator",
    input: () => {
      const at = `$D${new Date().toISOString()}`;
      return { endpointId: ID, since: at, countedAt: at };
    },
  },
  "webhooks/actions#resumeEndpointAction": { least: "admin", input: id },
  "webhooks/actions#rotateEndpointSecretAction": {
    least: "admin",
    input: () => ({ ...id(), secretId: randomUUID(), overlapHours: "0" }),
  },
  "webhooks/actions#sendTestEventAction": {
    least: "operator",
    input: () => ({ ...id(), eventId: randomUUID() }),
  },
  "webhooks/actions#updateEndpointAction": {
    least: "admin",
    input: () => ({ ...id(), ...endpoint, seen: "" }),
  },
};
