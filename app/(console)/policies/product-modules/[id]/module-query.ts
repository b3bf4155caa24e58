import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { billingValues } from "@/components/policies/billing-form";
import { getProductModule, standingOfModule } from "@/lib/policies/modules/product-module";

/** A product module, by its `id`, as the form that changes it begins. */
export const productModuleQuery = {
  permission: "product-modules:manage",
  read: async ({ ctx, reader, params }) => {
    const module = await getProductModule({ ctx, input: { id: params.get("id") ?? "" } });
    const { id, name, key, billing } = module;
    const seen = standingOfModule(module);
    return { id, name, key, seen, billing: billingValues(billing, reader.locale) };
  },
} satisfies ConsoleQuery<unknown>;
