import { recordAudit } from "@/lib/audit/record";
import { newToken } from "@/lib/crypto/tokens";
import { type FromForm, madeBefore } from "@/lib/db/made-before";
import { isUniqueViolation, type Queryable, query, transaction } from "@/lib/db/sql";
import { INSERT } from "@/lib/generated/sql/policies/create-policy/insert";
import { newId } from "@/lib/ids";
import { searchText } from "@/lib/payments/record-payments";
import { getPolicyholder, type Policyholder } from "@/lib/policies/holders/policyholder";
import { getProductModule, type ProductModule } from "@/lib/policies/modules/product-module";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { FieldIssue } from "@/lib/verb/problem";
import { doorActor } from "./door-actor";
import { unfit } from "./field-words";
import { uuidField } from "./fields";
import { getPolicy } from "./manage-policies";
import { orIssue } from "./or-issue";
import { auditedPolicy, type Policy } from "./policy";
import { refuseIssues } from "./read-body";
import { asShown, type ShownPolicy } from "./shown-policy";
import type { CreatePolicyBody } from "./wire";

const NUMBER_CHARACTERS = 10;

/**
 * Makes an active policy. Its policyholder and its product module belong to one merchant, and so does the policy. The
 * same form sent again gives the policy it made.
 */
export async function createPolicy({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreatePolicyBody & FromForm;
}): Promise<Policy> {
  const owned = await withOwners(ctx, input);
  return transaction((tx) => write(tx, ctx, owned))
    .catch((err: unknown) =>
      madeBefore(err, input, (id) => getPolicy({ ctx, input: { id } }), {
        ...saidOf(owned),
        ...(input.policy_number && { policyNumber: input.policy_number }),
      }),
    )
    .catch(refuseTakenNumber);
}

/** The same inside a transaction that is already open. */
export function createPolicyIn(tx: Queryable, ctx: Ctx, owned: OwnedPolicy): Promise<ShownPolicy> {
  authorize(ctx, "policies:manage");
  return write(tx, ctx, owned).catch(refuseTakenNumber);
}

/** What a policy is made of, with whose it is and what it is of. */
export interface OwnedPolicy {
  holder: Policyholder;
  module: ProductModule;
  input: CreatePolicyBody & FromForm;
}

/** Finds the owners that a policy names, or refuses them. */
export async function withOwners(
  ctx: Ctx,
  input: CreatePolicyBody & FromForm,
  on?: Queryable,
): Promise<OwnedPolicy> {
  authorize(ctx, "policies:manage");
  const holder = await holderNamed(ctx, input.policyholder_id, on);
  const module = await moduleNamed(ctx, input.product_module_id, on);
  const issues = [holder, module].flatMap((each) => ("issue" in each ? [each.issue] : []));
  if ("issue" in holder || "issue" in module) return refuseIssues(issues);
  if (holder.merchantId !== module.merchantId)
    return refuseIssues([unfit("product_module_id", "must belong to the policyholder's organisation")]);
  return { holder, module, input };
}

/** The ids of a body that name nothing, whatever else is wrong with it: all of it is told at once. */
export async function unknownOwners(
  ctx: Ctx,
  body: Record<string, unknown>,
  on?: Queryable,
): Promise<FieldIssue[]> {
  const [holderId, moduleId] = [body.policyholder_id, body.product_module_id].map(
    (id) => uuidField.safeParse(id).data,
  );
  const found = [
    holderId ? await holderNamed(ctx, holderId, on) : null,
    moduleId ? await moduleNamed(ctx, moduleId, on) : null,
  ];
  return found.flatMap((each) => (each && "issue" in each ? [each.issue] : []));
}

function holderNamed(ctx: Ctx, id: string, on?: Queryable) {
  return orIssue("policyholder_id", getPolicyholder({ ctx, input: { id } }, on));
}

function moduleNamed(ctx: Ctx, id: string, on?: Queryable) {
  return orIssue("product_module_id", getProductModule({ ctx, input: { id } }, on));
}

async function write(tx: Queryable, ctx: Ctx, { holder, module, input }: OwnedPolicy): Promise<ShownPolicy> {
  const number = input.policy_number ?? newToken(NUMBER_CHARACTERS).toUpperCase();
  const search = searchText([number, holder.firstName, holder.lastName, holder.email, input.package_name]);
  const ids = { id: input.formId ?? newId(), merchantId: holder.merchantId };
  const policy = {
    ...ids,
    ...saidOf({ holder, module, input }),
    policyNumber: number,
    createdBy: doorActor(ctx.actor, holder.merchantId),
  };
  const [made] = await query(INSERT, { ...policy, search, now: ctx.now }, tx);
  if (!made) throw new Error("a policy was not written");
  await recordAudit(tx, ctx, auditedPolicy("policy.created", made));
  return asShown(ctx, made);
}

function saidOf({ holder, module, input }: OwnedPolicy) {
  return {
    policyholderId: holder.id,
    productModuleId: module.id,
    packageName: input.package_name,
    monthlyPremiumMinor: input.monthly_premium,
    billingDay: input.billing_day,
    billingFrequency: input.billing_frequency,
    currency: input.currency ?? module.billing.currency,
    startDate: input.start_date,
    charges: input.charges ?? [],
  };
}

function refuseTakenNumber(err: unknown): never {
  if (!isUniqueViolation(err)) throw err;
  return refuseIssues([unfit("policy_number", "is taken by another policy")]);
}
