import { DeliveryTable } from "@/app/(console)/_shared/delivery-table";
import { toLines } from "@/app/(console)/_shared/to-lines";
import { operatorCtx } from "@/app/operator";
import { ButtonLink } from "@/components/ui/button";
import { currentReader } from "@/components/ui/current-reader";
import { EmptyState } from "@/components/ui/empty-state";
import { InboxIcon, SearchIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";
import {
  type DeliverySearch,
  deliverySearchAddress,
  firstDeliveries,
} from "@/lib/webhooks/deliveries/delivery-search";
import { searchDeliveries } from "@/lib/webhooks/deliveries/search-deliveries";

/** The page of deliveries a search is on. */
export async function FoundDeliveries({ search }: { search: DeliverySearch }) {
  const [ctx, reader] = await Promise.all([operatorCtx(), currentReader()]);
  const { rows, older, newer } = await searchDeliveries({
    ctx,
    input: { search, timeZone: reader.timeZone },
  });
  const first = firstDeliveries(search);
  if (rows.length === 0) return <NoDeliveries filtered={Object.values(search).some(Boolean)} />;
  return (
    <>
      <DeliveryTable
        caption="Deliveries, newest first"
        lines={toLines(rows, ctx)}
        reader={reader}
        showEndpoint
      />
      <Pagination
        newerHref={newer && deliverySearchAddress({ ...first, newer })}
        olderHref={older && deliverySearchAddress({ ...first, older })}
      />
    </>
  );
}

function NoDeliveries({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No delivery fits"
        actions={<ButtonLink href="/webhooks/deliveries">Show all deliveries</ButtonLink>}
      >
        Take a filter away, or look for another event.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={InboxIcon}
      title="Nothing has been sent yet"
      actions={<ButtonLink href="/webhooks">Go to the endpoints</ButtonLink>}
    >
      As soon as there is an endpoint, everything that happens is listed here with what was sent and what came
      back.
    </EmptyState>
  );
}
