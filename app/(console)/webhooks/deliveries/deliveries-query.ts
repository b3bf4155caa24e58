import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import type { DeliveryLine } from "@/app/(console)/_shared/delivery-table";
import { toLines } from "@/app/(console)/_shared/to-lines";
import { firstDeliveries, parseDeliverySearch } from "@/lib/webhooks/deliveries/delivery-search";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/list-address";
import { searchDeliveries } from "@/lib/webhooks/deliveries/search-deliveries";

/** The page of deliveries a search is on. */
export const deliveriesQuery = {
  permission: "webhooks:read",
  read: async ({ ctx, reader, params }) => {
    const { search } = parseDeliverySearch(params);
    const { rows, older, newer } = await searchDeliveries({
      ctx,
      input: { search, timeZone: reader.timeZone },
    });
    const first = firstDeliveries(search);
    return {
      lines: toLines(rows, ctx),
      newerHref: newer && deliverySearchAddress({ ...first, newer }),
      olderHref: older && deliverySearchAddress({ ...first, older }),
      filtered: Object.values(search).some(Boolean),
    };
  },
} satisfies ConsoleQuery<{ lines: DeliveryLine[] }>;
