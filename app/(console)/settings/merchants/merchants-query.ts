import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { listMerchants } from "@/lib/merchants/list-merchants";
import type { Merchant } from "@/lib/merchants/merchant";
import { ListMerchants } from "@/lib/merchants/schemas";
import { may } from "@/lib/verb/permissions";

/** A page of merchants, in the order they were made. */
export const merchantsQuery = {
  permission: "merchants:read",
  read: async ({ ctx, params }) => {
    const input = ListMerchants.catch({ after: null }).parse({ after: params.get("after") });
    const { merchants, next } = await listMerchants({ ctx, input });
    return {
      lines: merchants.map(merchantLine),
      newerHref: next && `/settings/merchants?after=${next}`,
      olderHref: input.after ? "/settings/merchants" : null,
      mayCreate: may(ctx.actor, "merchants:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;

export type MerchantLine = ReturnType<typeof merchantLine>;

function merchantLine({ id, name, logoColor, defaultCurrency, paymentLimitMinor, createdAt }: Merchant) {
  return { id, name, logoColor, defaultCurrency, paymentLimitMinor, createdAt };
}
