import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { listKeys } from "@/lib/keys/list-keys";
import { ListKeys } from "@/lib/keys/schemas";
import { merchantChoices } from "@/lib/merchants/merchant-choices";
import { PARTNER_CHOICES_MAX, partnerChoices } from "@/lib/referrals/partners/partner-choices";
import { may } from "@/lib/verb/permissions";

/** A page of API keys, newest first, and whom a new one may be for. */
export const keysQuery = {
  permission: "keys:read",
  read: async ({ ctx, params }) => {
    const input = ListKeys.catch({ before: null }).parse({ before: params.get("before") });
    const [{ keys, older }, merchants, partners] = await Promise.all([
      listKeys({ ctx, input }),
      merchantChoices({ ctx }),
      partnerChoices({ ctx }),
    ]);
    return {
      lines: keys,
      newerHref: input.before ? "/settings/keys" : null,
      olderHref: older && `/settings/keys?before=${older}`,
      choices: { merchants, partners, morePartners: partners.length === PARTNER_CHOICES_MAX },
      manage: may(ctx.actor, "keys:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;
