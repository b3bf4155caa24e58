import { recordAudit } from "@/lib/audit/record";
import { openIfKeyIsHere, seal } from "@/lib/crypto/seal";
import { type FromForm, madeBefore } from "@/lib/db/made-before";
import { query, transaction } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/policies/methods/manage-payment-methods/by-id";
import { COUNT } from "@/lib/generated/sql/policies/methods/manage-payment-methods/count";
import { INSERT } from "@/lib/generated/sql/policies/methods/manage-payment-methods/insert";
import { LIST } from "@/lib/generated/sql/policies/methods/manage-payment-methods/list";
import { newId, readAnyId } from "@/lib/ids";
import { refuseOtherMerchant } from "@/lib/policies/acting-merchant";
import type { BanvStatus } from "@/lib/policies/enums";
import { getPolicyholder } from "@/lib/policies/holders/policyholder";
import type { CreateMethodBody } from "@/lib/policies/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { accountNumberPurpose, type MethodDetails, type PolicyPaymentMethod } from "./payment-method";
import { methodName } from "./payment-method-name";

const LAST_DIGITS = 4;

/** Adds a way to pay. A debit order begins unverified; its account number is sealed before it is written. The same form sent again gives the one it added. */
export async function createPaymentMethod({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateMethodBody & FromForm & { policyholderId: string };
}): Promise<PolicyPaymentMethod> {
  authorize(ctx, "policies:manage");
  const holder = await getPolicyholder({ ctx, input: { id: input.policyholderId } });
  const id = input.formId ?? newId();
  const { details, accountNumber } = detailsOf(input);
  const sealed = accountNumber === null ? null : seal(accountNumber, accountNumberPurpose(id));
  const last4 = accountNumber?.slice(-LAST_DIGITS) ?? details.card?.last_4_digits ?? null;
  return transaction(async (tx) => {
    const banvStatus: BanvStatus | null = input.type === "debit_order" ? "pending" : null;
    const owner = { merchantId: holder.merchantId, policyholderId: holder.id };
    const method = {
      id,
      ...owner,
      type: input.type,
      details,
      accountNumberSealed: sealed,
      last4,
      banvStatus,
    };
    const [made] = await query(INSERT, { ...method, now: ctx.now }, tx);
    if (!made) throw new Error("a payment method was not written");
    await recordAudit(tx, ctx, {
      action: "payment_method.created",
      objectType: "payment_method",
      objectId: id,
      merchantId: holder.merchantId,
      data: { type: input.type, name: methodName(made), policyholderId: holder.id },
    });
    return made;
  }).catch((err: unknown) =>
    madeBefore(err, input, (known) => withNumber(getPaymentMethod({ ctx, input: { id: known } })), {
      ...{ policyholderId: holder.id, type: input.type, details, accountNumber },
    }),
  );
}

function detailsOf(input: CreateMethodBody): { details: MethodDetails; accountNumber: string | null } {
  switch (input.type) {
    case "debit_order": {
      const { account_number: accountNumber, ...bank } = input.bank_details;
      return { details: { bank }, accountNumber };
    }
    case "card":
      return { details: { card: input.card_details }, accountNumber: null };
    case "eft":
      return { details: {}, accountNumber: null };
    case "external": {
      const { payment_method_key, external_reference } = input;
      return { details: { external: { payment_method_key, external_reference } }, accountNumber: null };
    }
  }
}

async function withNumber(method: Promise<PolicyPaymentMethod>) {
  const found = await method;
  return { ...found, accountNumber: accountNumberOf(found) };
}

/** One method; `not_found` also for another merchant's. */
export async function getPaymentMethod({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PolicyPaymentMethod> {
  authorize(ctx, "policies:read");
  const id = readAnyId(input.id);
  const [found] = id ? await query(BY_ID, { id }) : [];
  if (!found) throw new Refused({ code: "not_found", object: "Payment method", id: input.id });
  refuseOtherMerchant(ctx, found.merchantId, "Payment method", input.id);
  return found;
}

export interface ListPaymentMethods {
  policyholderIds?: readonly string[] | undefined;
  ids?: readonly string[] | undefined;
  /** A type, or the key of an external one. */
  type?: string | undefined;
  banvStatuses?: readonly BanvStatus[] | undefined;
  dismissed?: boolean | undefined;
  limit: number;
  offset: number;
}

/** Payment methods, newest first. */
export async function listPaymentMethods({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListPaymentMethods;
}): Promise<{ methods: PolicyPaymentMethod[]; total: number }> {
  authorize(ctx, "policies:read");
  const filter = {
    merchantId: merchantBound(ctx.actor),
    policyholderIds: input.policyholderIds ?? null,
    ids: input.ids ?? null,
    type: input.type ?? null,
    banvStatuses: input.banvStatuses ?? null,
    dismissed: input.dismissed ?? null,
  };
  const [methods, counted] = await Promise.all([
    query(LIST, { ...filter, limit: input.limit, offset: input.offset }),
    query(COUNT, filter),
  ]);
  return { methods, total: Number(counted[0]?.total ?? 0) };
}

/**
 * The whole account number of a debit order, for the answers of the policy door and for nothing else. Null where there is
 * none, and where the key that sealed it is gone.
 */
export function accountNumberOf({ id, accountNumberSealed }: PolicyPaymentMethod): string | null {
  return accountNumberSealed ? openIfKeyIsHere(accountNumberSealed, accountNumberPurpose(id)) : null;
}
