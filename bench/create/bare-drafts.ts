import { RECORD_CHECKOUT } from "@/lib/checkout/record-checkout";
import { findConnector } from "@/lib/connected/connectors/installed-connector";
import { decodeConnectorId } from "@/lib/connected/ids";
import {
  connectedPaymentDraft as connectedDraft,
  RECORD_CONNECTED,
} from "@/lib/connected/payments/record-connected-payment";
import type { PreparedStatement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { PaymentDraft } from "@/lib/payments/record-payments";
import { readCreateBody } from "@/lib/policies/payments/create-fields";
import { judgePayment } from "@/lib/policies/payments/judge-payment";
import { judgedColumns, policyAndMethod } from "@/lib/policies/payments/judging-memory";
import { toPaymentDraft } from "@/lib/policies/payments/policy-payment-draft";
import { RECORD_POLICY } from "@/lib/policies/payments/record-policy-payments";
import { paidReferral, type RememberedReferral } from "@/lib/referrals/payments/referral-memory";
import { referralPaymentDraft as referralDraft } from "@/lib/referrals/payments/referral-payment-draft";
import { findReferral } from "@/lib/referrals/referrals/find-referral";
import { RECORD_REFERRAL } from "@/lib/referrals/referrals/record-referral";
import { benchContext, newDraft } from "./draft";

/** How the bare server records what a door records: the same statement, and a draft of the same payment for each request. */
export interface BareDoor {
  statement: PreparedStatement;
  draftOf: (body: Record<string, unknown>) => PaymentDraft;
}

/** Words: the door, and what doors.ts says its drafts are made of. */
export async function bareDoor([door = "", merchantId = "", ...words]: string[]): Promise<BareDoor> {
  switch (door) {
    case "connected":
      return connected(merchantId, words[0] ?? "");
    case "referral":
      return referrals(merchantId, words[0] ?? "", Number(words[1]));
    case "policy":
      return policies(words);
    default:
      return {
        statement: RECORD_CHECKOUT,
        draftOf: ({ idempotencyKey }) => newDraft(merchantId, String(idempotencyKey)),
      };
  }
}

async function connected(merchantId: string, connectorID: string): Promise<BareDoor> {
  const ref = decodeConnectorId(connectorID);
  const connector = ref && (await findConnector(benchContext(), ref));
  if (!connector) throw new Error("the connector is not there");
  return {
    statement: RECORD_CONNECTED,
    draftOf: ({ reference }) => {
      const occurred = { occurredAt: new Date("2026-01-05T10:00:00Z"), occurredNanos: 0 };
      const input = {
        ...{ reference: String(reference), connectorID: ref, createdAt: occurred, type: "PAY-IN" as const },
        ...{ amount: 4_900n, asset: { currency: "GBP", precision: 2 }, scheme: "visa" as const },
      };
      const seed = {
        ...occurred,
        reference: input.reference,
        status: "succeeded" as const,
        amountMinor: 4_900n,
      };
      return connectedDraft(input, connector.id, merchantId, [{ ...seed, metadata: {}, raw: {} }], null);
    },
  };
}

async function referrals(merchantId: string, slug: string, count: number): Promise<BareDoor> {
  const uids = Array.from({ length: count }, (_, index) => `${slug}-${index}`);
  const known = new Map<string, RememberedReferral>(
    await Promise.all(
      uids.map(async (referral_uid) => {
        const referral = await findReferral(merchantId, { referral_uid });
        return [referral_uid, { referral, subscription: null }] as const;
      }),
    ),
  );
  return {
    statement: RECORD_REFERRAL,
    draftOf: ({ referral_uid, idempotency_key }) => {
      const remembered = known.get(String(referral_uid));
      if (!remembered) throw new Error("the referral is not there");
      const body = {
        ...{ referral_uid: String(referral_uid), amount: 4_900n, currency: "GBP" },
        idempotency_key: String(idempotency_key),
      };
      const draft = referralDraft(benchContext(), remembered.referral, null, body);
      known.set(body.referral_uid, paidReferral(benchContext(), remembered, draft, body));
      return draft;
    },
  };
}

async function policies(pairs: readonly string[]): Promise<BareDoor> {
  const known = new Map(
    await Promise.all(
      pairs.map(async (pair) => {
        const [policyId = "", methodId = ""] = pair.split("/");
        return [methodId, await policyAndMethod(policyId, methodId)] as const;
      }),
    ),
  );
  return {
    statement: RECORD_POLICY,
    draftOf: (body) => {
      const methodId = String(body.payment_method_id);
      const judgedBy = known.get(methodId);
      if (!judgedBy?.method) throw new Error("the policy is not there");
      const { policy, method } = judgedBy;
      const facts = {
        chains: new Map(),
        references: new Set<string>(),
        methods: new Map([[methodId, method]]),
      };
      const judged = judgePayment(benchContext(), facts, { policy, read: readCreateBody(body) });
      if ("issues" in judged) throw new Error("the payment is refused");
      const draft = toPaymentDraft(benchContext(), { ...judged.draft, id: newId() });
      return { ...draft, detail: { ...draft.detail, ...judgedColumns(judgedBy) } };
    },
  };
}
