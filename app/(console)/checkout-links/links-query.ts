import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { paymentStatus } from "@/components/payments/payment-status";
import { shortenId } from "@/components/ui/short-id";
import { linkSearchAddress, parseLinkSearch } from "@/lib/checkout/link-search";
import { type LinkRow, listCheckoutLinks } from "@/lib/checkout/list-checkout-links";
import { handedOut } from "@/lib/checkout/present";
import { spellId } from "@/lib/ids";
import { may } from "@/lib/verb/permissions";
import { linkShelves } from "./link-shelves";

/** The checkout links of a page, and how many there are in each state. */
export const linksQuery = {
  permission: "payments:read",
  read: async ({ ctx, params }) => {
    const search = parseLinkSearch(params);
    const { rows, older, newer, counts } = await listCheckoutLinks({ ctx, input: search });
    const { shelf, q } = search;
    return {
      shelves: linkShelves(search, counts),
      lines: rows.map(linkLine),
      newerHref: newer && linkSearchAddress({ shelf, q, newer }),
      olderHref: older && linkSearchAddress({ shelf, q, older }),
      any: counts.all > 0,
      mayCreate: may(ctx.actor, "payments:create"),
    };
  },
} satisfies ConsoleQuery<{ lines: LinkLine[] }>;

export type LinkLine = ReturnType<typeof linkLine>;

/** A link as a row of the list shows it. It has an address to be copied only while it can be paid. */
function linkLine(link: LinkRow) {
  const id = spellId("pay", link.id);
  const address = handedOut(link.token, link.stage);
  return {
    id,
    name: link.merchantReference ?? shortenId(id),
    customerName: link.customerName,
    amountMinor: link.initialAmountMinor,
    currency: link.currency,
    precision: link.precision,
    status: paymentStatus(link),
    merchantName: link.merchantName,
    expiresAt: address && link.expiresAt,
    createdAt: link.createdAt,
    address,
  };
}
