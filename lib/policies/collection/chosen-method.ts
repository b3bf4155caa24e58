import { type Queryable, query } from "@/lib/db/sql";
import { CHOSEN_METHODS } from "@/lib/generated/sql/policies/collection/chosen-methods";
import { type CollectionType, type MethodType, suits } from "@/lib/policies/enums";
import { methodsById, type PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";

/** How an attempt is collected. */
export type Way = Pick<PolicyPayment, "paymentMethodId" | "collectionType">;

/**
 * The methods that policies have chosen, by policy id; none where none is. Nobody chooses another until the transaction
 * ends. To be asked for after payments are locked, and before methods are.
 */
export async function chosenMethods(
  tx: Queryable,
  policyIds: readonly string[],
): Promise<Map<string, PolicyPaymentMethod>> {
  if (policyIds.length === 0) return new Map();
  const chosen = await query(CHOSEN_METHODS, { policyIds: [...new Set(policyIds)] }, tx);
  const methods = await methodsById(
    chosen.flatMap(({ methodId }) => methodId ?? []),
    tx,
  );
  return new Map(
    chosen.flatMap(({ policyId, methodId }) => {
      const method = methods.get(methodId ?? "");
      return method ? [[policyId, method]] : [];
    }),
  );
}

/**
 * How a premium is tried again: by the method its policy has chosen, else as it was. What others collect by means of their
 * own is theirs to say.
 */
export function nextWay(
  { paymentType, paymentMethodId, collectionType }: Way & Pick<PolicyPayment, "paymentType">,
  chosen: Pick<PolicyPaymentMethod, "id" | "type"> | undefined,
): Way {
  const theirs = collectionType === "other" || collectionType === "collection_module";
  if (!chosen || paymentType !== "premium" || theirs) return { paymentMethodId, collectionType };
  return { paymentMethodId: chosen.id, collectionType: collectionWith(chosen.type, collectionType) };
}

/** The way to collect with a method of this type: as before where that suits it. */
export function collectionWith(type: MethodType, before: CollectionType): CollectionType {
  return suits(before, type) ? before : (collectedBy(type) ?? "other");
}

/** How a method of this type is collected from where nobody has said; null where it cannot be. */
export function collectedBy(type: MethodType): CollectionType | null {
  switch (type) {
    case "debit_order":
      return "debit_order_two_day";
    case "eft":
      return null;
    default:
      return type;
  }
}
