import { readBankAccount } from "@/app/(console)/_bank-accounts/read-bank-account";
import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { readAnyId } from "@/lib/ids";
import { getMerchant } from "@/lib/merchants/get-merchant";
import { standingOfMerchant } from "@/lib/merchants/update-merchant";
import { may } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** A merchant's page, by any spelling of its `id`. */
export const merchantQuery = {
  permission: "merchants:read",
  read: async ({ ctx, params }) => {
    const asked = params.get("id") ?? "";
    const id = readAnyId(asked);
    if (!id) throw new Refused({ code: "not_found", object: "Merchant", id: asked });
    const merchant = await getMerchant({ ctx, input: { id } });
    const { name, logoColor, defaultCurrency, paymentLimitMinor, redirectSecretVersion, createdAt } =
      merchant;
    return {
      ...{ id, name, logoColor, defaultCurrency, paymentLimitMinor, redirectSecretVersion, createdAt },
      bankAccount: await readBankAccount(ctx, { type: "merchant", id }),
      seen: standingOfMerchant(merchant),
      manage: may(ctx.actor, "merchants:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;
