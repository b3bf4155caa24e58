import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { methodView } from "@/app/(console)/policies/method-view";
import { policyLine } from "@/components/policies/policy-line";
import { getPolicyholder } from "@/lib/policies/holders/policyholder";
import { listPolicies } from "@/lib/policies/manage-policies";
import { listPaymentMethods } from "@/lib/policies/methods/manage-payment-methods";
import { may } from "@/lib/verb/permissions";

const SHOWN_MAX = 100;

/** A policyholder's page, by their `id`: their policies and how they pay. */
export const policyholderQuery = {
  permission: "policies:read",
  read: async ({ ctx, params }) => {
    const holder = await getPolicyholder({ ctx, input: { id: params.get("id") ?? "" } });
    const { id, firstName, lastName, email, cellphone } = holder;
    const page = { limit: SHOWN_MAX, offset: 0 };
    const [{ methods }, { policies }] = await Promise.all([
      listPaymentMethods({ ctx, input: { policyholderIds: [id], ...page } }),
      listPolicies({ ctx, input: { policyholderId: id, ...page } }),
    ]);
    return {
      ...{ id, name: `${firstName} ${lastName}`, email, cellphone },
      methods: methods.map(methodView),
      policies: policies.map(policyLine),
      manage: may(ctx.actor, "policies:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;
