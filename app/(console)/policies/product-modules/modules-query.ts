import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { listProductModules } from "@/lib/policies/modules/product-module";
import { may } from "@/lib/verb/permissions";

/** The product modules, newest first, each with what it retries. */
export const productModulesQuery = {
  permission: "policies:read",
  read: async ({ ctx }) => {
    const modules = await listProductModules({ ctx });
    return {
      lines: modules.map(({ id, name, key, billing }) => ({
        ...{ id, name, key },
        retries: billing.retryFailedPayments,
        failuresAllowed: billing.consecutiveFailedPaymentsAllowed,
      })),
      mayCreate: may(ctx.actor, "product-modules:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;
