import { DAY_MS } from "@/lib/durations";
import { createPolicy } from "@/lib/policies/create-policy";
import { createPolicyholder } from "@/lib/policies/holders/policyholder";
import { assignPaymentMethod } from "@/lib/policies/manage-policies";
import { createPaymentMethod } from "@/lib/policies/methods/manage-payment-methods";
import { verifyManually } from "@/lib/policies/methods/verify-payment-method";
import { createProductModule } from "@/lib/policies/modules/product-module";
import { createPolicyPayment } from "@/lib/policies/payments/create-policy-payment";
import { listPolicyPayments } from "@/lib/policies/payments/list-policy-payments";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";
import { reversePolicyPayment } from "@/lib/policies/payments/reverse-policy-payment";
import { updatePolicyPayment } from "@/lib/policies/payments/update-policy-payment";
import {
  createMethodBody,
  createPolicyBody,
  createPolicyholderBody,
  createProductModuleBody,
} from "@/lib/policies/wire";
import type { Ctx } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";
import { type Dice, dice } from "./dice";
import { PEOPLE, type Shop } from "./shops";

/** The merchant of the sample data that collects premiums. */
export const INSURER: Pick<Shop, "merchantId" | "keyId" | "name" | "logoColor" | "currencies" | "keyName"> = {
  merchantId: "019ab000-0000-7000-8000-00000000a004",
  keyId: "019ab000-0000-7000-8000-00000000b004",
  name: "Lighthouse Mutual",
  logoColor: "#4b3f72",
  currencies: ["GBP"],
  keyName: "Policy system",
};

const SEED = 411;
const POLICIES = 16;
/** Premiums are due on as many days before now. */
const DUE_DAYS_AGO = [64, 34, 4] as const;
const RETRY_DAYS = 5;

const FAILURES = [
  ["Not enough money in the account.", "insufficient_funds"],
  ["Not enough money in the account.", "insufficient_funds"],
  ["The account is closed.", "account_closed"],
] as const;

/** Policies, their premiums of three months, failures, the retries that recovered some. Resolves to how many payments. */
export async function insure(at: (time: Date) => Ctx, now: Date): Promise<number> {
  const thrown = dice(SEED);
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const begun = at(daysAgo(88));
  const module = await createProductModule({ ctx: begun, input: MODULE });
  let payments = 0;
  for (let number = 0; number < POLICIES; number++) {
    const insured = await takeOut(begun, thrown, module.id, number);
    for (const days of DUE_DAYS_AGO) payments += await collect(at, thrown, insured, daysAgo(days), now);
    const besides = BESIDES[number];
    if (besides) payments += await recordBesides(at, insured, daysAgo(besides.daysAgo), besides);
    if (number === REVERSED) payments += await reverseLast(at(daysAgo(1)), insured);
  }
  return payments;
}

interface Besides {
  daysAgo: number;
  type: "claim_payout" | "premium_refund" | "other";
  amountMinor: number;
  description: string;
}

/** What was paid besides premiums, by the order in which policies were taken out: one of each type at least. */
const BESIDES: readonly (Besides | null)[] = [
  null,
  { daysAgo: 21, type: "claim_payout", amountMinor: 86_500, description: "Claim: burst pipe" },
  { daysAgo: 12, type: "premium_refund", amountMinor: -950, description: "Premium paid in advance" },
  { daysAgo: 9, type: "other", amountMinor: 2_500, description: "Excess of a claim" },
  { daysAgo: 3, type: "claim_payout", amountMinor: 42_000, description: "Claim: stolen bicycle" },
];

/** Whose last premium that was collected was reversed since. */
const REVERSED = 5;

async function recordBesides(
  at: (time: Date) => Ctx,
  { policyId, methodId }: Insured,
  paid: Date,
  { type, amountMinor, description }: Besides,
): Promise<number> {
  await createPolicyPayment({
    ctx: at(paid),
    input: {
      policyId,
      body: {
        payment_method_id: methodId,
        payment_type: type,
        collection_type: "other",
        payment_date: paid.toISOString(),
        finalized_at: paid.toISOString(),
        amount: amountMinor,
        description,
        status: "successful",
      },
    },
  });
  return 1;
}

async function reverseLast(ctx: Ctx, { policyId }: Insured): Promise<number> {
  const { payments } = await listPolicyPayments({ ctx, input: { policyId, limit: LISTED, offset: 0 } });
  const collected = payments.find(
    ({ status, paymentType }) => status === "succeeded" && paymentType === "premium",
  );
  if (!collected) return 0;
  await reversePolicyPayment({ ctx, input: { id: collected.id } });
  return 1;
}

const MODULE = createProductModuleBody.parse({
  key: "home_contents",
  name: "Home contents",
  settings: {
    billing: {
      currency: "GBP",
      retryFailedPayments: { enabled: true, daysBetweenRetries: RETRY_DAYS, numberOfRetries: 3 },
    },
  },
});

interface Insured {
  policyId: string;
  methodId: string;
  premiumMinor: number;
}

async function takeOut(ctx: Ctx, thrown: Dice, moduleId: string, number: number): Promise<Insured> {
  const [name, email] = PEOPLE[number % PEOPLE.length] ?? ["", ""];
  const [first, ...rest] = name.split(" ");
  const holder = await createPolicyholder({
    ctx,
    input: createPolicyholderBody.parse({
      type: "individual",
      id: { type: "passport", number: String(thrown.between(100_000_000, 999_999_999)), country: "GB" },
      first_name: first,
      last_name: rest.join(" "),
      email,
    }),
  });
  const bank = {
    account_holder: name,
    bank: "First Bank",
    branch_code: "250655",
    account_number: `62${thrown.between(10_000_000, 99_999_999)}00`,
    account_type: "cheque",
  };
  const method = await createPaymentMethod({
    ctx,
    input: {
      ...createMethodBody.parse({ type: "debit_order", bank_details: bank }),
      policyholderId: holder.id,
    },
  });
  await verifyManually({ ctx, input: { id: method.id } });
  const premiumMinor = thrown.pick([1_450, 1_900, 2_275, 2_640, 3_180]);
  const policy = await createPolicy({
    ctx,
    input: createPolicyBody.parse({
      policyholder_id: holder.id,
      product_module_id: moduleId,
      package_name: thrown.pick(["Flat", "House", "House and valuables"]),
      monthly_premium: premiumMinor,
      billing_day: 1,
      billing_frequency: "monthly",
      start_date: ctx.now.toISOString().slice(0, 10),
      charges: CHARGES,
    }),
  });
  await assignPaymentMethod({ ctx, input: { id: policy.id, payment_method_id: method.id } });
  return { policyId: policy.id, methodId: method.id, premiumMinor };
}

const CHARGES = [
  { type: "fixed", name: "Policy fee", description: "", amount: 150 },
  { type: "variable", name: "Broker", description: "", amount: 0.15 },
  { type: "balance", name: "Risk premium", description: "" },
];

async function collect(
  at: (time: Date) => Ctx,
  thrown: Dice,
  insured: Insured,
  due: Date,
  now: Date,
): Promise<number> {
  const fails = thrown.chance(0.22);
  const settled = new Date(due.getTime() + 2 * DAY_MS);
  const [reason, code] = thrown.pick(FAILURES);
  const failure = {
    status: "failed",
    failure_reason: reason,
    failure_code: code,
    failure_action: code === "account_closed" ? "block_payment_method" : "allow_retry",
  };
  await createPolicyPayment({
    ctx: at(settled),
    input: {
      policyId: insured.policyId,
      body: {
        payment_method_id: insured.methodId,
        payment_type: "premium",
        premium_type: "recurring",
        collection_type: "debit_order_two_day",
        payment_date: due.toISOString(),
        finalized_at: settled.toISOString(),
        amount: insured.premiumMinor,
        description: `Premium for ${due.toISOString().slice(0, 7)}`,
        ...(fails ? failure : { status: "successful" }),
      },
    },
  });
  return 1 + (await settleRetries(at, thrown, insured, settled, now));
}

/** What has become of the retries whose day has come. The last one may still be waiting. */
async function settleRetries(
  at: (time: Date) => Ctx,
  thrown: Dice,
  { policyId }: Insured,
  settled: Date,
  now: Date,
): Promise<number> {
  for (let retries = 0; ; retries++) {
    const waiting = await retryOf(at(now), policyId, settled);
    if (!waiting) return retries;
    const due = new Date(waiting.paymentDate.getTime() + DAY_MS / 2);
    if (due >= now) return retries + 1;
    const body = thrown.chance(0.6)
      ? { status: "successful" }
      : { status: "failed", failure_reason: FAILURES[0][0], failure_action: "allow_retry" };
    // The collecting job may have been quicker, where it runs: it knows what became of it, then.
    const taken = await updatePolicyPayment({ ctx: at(due), input: { id: waiting.id, body } }).catch(noFault);
    if (!taken) return retries + 1;
  }
}

async function retryOf(ctx: Ctx, policyId: string, since: Date): Promise<PolicyPayment | undefined> {
  const { payments } = await listPolicyPayments({ ctx, input: { policyId, limit: LISTED, offset: 0 } });
  return payments.find(
    ({ retryOf, status, paymentDate }) => retryOf !== null && status === "pending" && paymentDate > since,
  );
}

const LISTED = 50;

function noFault(err: unknown): null {
  if (!problemOf(err)) throw err;
  return null;
}
