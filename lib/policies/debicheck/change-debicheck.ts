import { recordAudit } from "@/lib/audit/record";
import { BUILT_IN } from "@/lib/connectors/built-in";
import { connectorOf } from "@/lib/connectors/connection";
import { isUniqueViolation, type PrismaTransaction, prismaTransaction, query } from "@/lib/db/sql";
import { SAVE } from "@/lib/generated/sql/policies/mandates/save";
import { lockMandate } from "@/lib/policies/mandates/mandate";
import { settleIn } from "@/lib/policies/mandates/settle-mandate";
import type { Ctx } from "@/lib/verb/context";
import { given } from "@/lib/verb/given";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import {
  type DebicheckMandate,
  type DebicheckStatus,
  findDebicheck,
  getDebicheckMandate,
  mayStep,
} from "./debicheck-mandate";

export interface ChangeDebicheck {
  id: string;
  status: DebicheckStatus;
  requestIdentifier?: string | undefined;
  mandateReference?: string | undefined;
  externalReference?: string | undefined;
  failureReasons?: string[] | undefined;
  failureCodes?: string[] | undefined;
  startDate?: Date | undefined;
  submittedAt?: Date | undefined;
}

/**
 * Says what became of a DebiCheck mandate, and what is known of it. Of one that the bank is asked about, only that it is
 * cancelled, suspended or in force again. Refuses with `not_found`, or with `conflict` what its life does not allow.
 */
export async function changeDebicheck({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ChangeDebicheck;
}): Promise<DebicheckMandate> {
  authorize(ctx, "policies:manage");
  await getDebicheckMandate({ ctx, input });
  await prismaTransaction((tx) => change(tx, ctx, input)).catch((err: unknown) => {
    if (isUniqueViolation(err, "mandate_waiting"))
      throw conflict("Another agreement of this payment method waits for the payer.");
    throw err;
  });
  return getDebicheckMandate({ ctx, input });
}

async function change(tx: PrismaTransaction, ctx: Ctx, { id, status, ...known }: ChangeDebicheck) {
  const mandate = await lockMandate(tx, id);
  const before = await findDebicheck(id, tx);
  if (!mandate || !before) throw new Error("a mandate that was there is gone");
  const from = before.status;
  if (!mayStep(from, status)) throw conflict(`A mandate that is ${from} does not become ${status}.`);
  if (from !== status && before.providerType !== "external" && !isSaidHere(from, status))
    throw conflict(
      "What becomes of it the bank says: it can only be suspended, put in force again or cancelled.",
    );
  const fields = given(known);
  const changed = Object.entries(fields).some(([name, value]) => !isSame(before, name, value));
  if (from === status && !changed) return;
  const reference = known.mandateReference ?? before.mandateReference ?? id;
  if (from !== status) await step(tx, ctx, { before, status, reference, reasons: known.failureReasons });
  await tx.db.debicheckMandate.update({
    where: { mandateId: id },
    data: { ...datesOf(from, status, ctx.now), ...fields, status, updatedAt: ctx.now },
  });
  const { paymentMethodId, merchantId } = mandate;
  await recordAudit(tx, ctx, {
    action: "mandate.reported",
    objectType: "payment_method",
    objectId: paymentMethodId,
    merchantId,
    data: { from, to: status, ...fields },
  });
}

const isSaidHere = (from: DebicheckStatus, to: DebicheckStatus) =>
  to === "suspended" || to === "cancelled" || from === "suspended";

function isSame(before: object, name: string, value: unknown): boolean {
  return JSON.stringify((before as Record<string, unknown>)[name]) === JSON.stringify(value);
}

interface Step {
  before: DebicheckMandate;
  status: DebicheckStatus;
  reference: string;
  reasons: string[] | undefined;
}

/** What a step means for the agreement that collections go by. */
async function step(tx: PrismaTransaction, ctx: Ctx, { before, status, reference, reasons }: Step) {
  const { mandateId: id, mandate } = before;
  if (status === "active") {
    const { last4 } = await tx.db.policyPaymentMethod.findUniqueOrThrow({
      where: { id: mandate.paymentMethodId },
    });
    const token = (await connectorOf(BUILT_IN, tx)).tokenOf({ type: "debit_order", last4 });
    if (token === null) throw new Error("the built-in connector charges whatever account it is told of");
    await settleIn(tx, ctx, id, {
      state: "active",
      providerReference: reference,
      token,
      method: null,
      raw: {},
    });
  } else if (status === "suspended") {
    const nothing = {
      providerReference: null,
      chargeToken: null,
      brand: null,
      last4: null,
      endedReason: null,
    };
    await query(SAVE, { ...nothing, id, state: "waiting", now: ctx.now }, tx);
  } else if (status === "rejected" || status === "cancelled" || status === "no_response") {
    const reason = reasons?.join(" ") || ENDED[status];
    await settleIn(tx, ctx, id, { state: "ended", providerReference: reference, reason, raw: {} });
  }
}

const ENDED = {
  rejected: "The account holder said no.",
  no_response: "The account holder did not answer in time.",
  cancelled: "The mandate was cancelled.",
};

function datesOf(from: DebicheckStatus, to: DebicheckStatus, now: Date) {
  if (from === to) return {};
  return {
    ...(to === "submitted" && { submittedAt: now }),
    ...(to === "active" && from !== "suspended" && { authorizedAt: now }),
    ...((to === "rejected" || to === "no_response") && { rejectedAt: now }),
    ...(to === "cancelled" && { cancelledAt: now }),
  };
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}
