import { operatorCtx } from "@/app/operator";
import { RequestTable } from "@/components/requests/request-table";
import { ButtonLink } from "@/components/ui/button";
import { currentReader } from "@/components/ui/current-reader";
import { EmptyState } from "@/components/ui/empty-state";
import { RequestIcon, SearchIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";
import { KEPT_DAYS } from "@/lib/requests/forget-requests";
import { requestSearchAddress } from "@/lib/requests/list-address";
import { firstRequests, type RequestSearch } from "@/lib/requests/search";
import { LOOKED_THROUGH_MAX, searchRequests } from "@/lib/requests/search-requests";

/** The page of requests a search is on. */
export async function FoundRequests({ search }: { search: RequestSearch }) {
  const [ctx, reader] = await Promise.all([operatorCtx(), currentReader()]);
  const { rows, older, newer } = await searchRequests({
    ctx,
    input: { search, timeZone: reader.timeZone },
  });
  const first = firstRequests(search);
  if (rows.length === 0) return <NoRequests filtered={Object.values(search).some(Boolean)} />;
  return (
    <>
      <RequestTable caption="API requests, newest first" lines={rows} />
      <Pagination
        summary={`Kept for ${KEPT_DAYS} days`}
        newerHref={newer && requestSearchAddress({ ...first, newer })}
        olderHref={older && requestSearchAddress({ ...first, older })}
      />
    </>
  );
}

function NoRequests({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No request fits"
        actions={<ButtonLink href="/requests">Show all requests</ButtonLink>}
      >
        Take a filter away. Requests are kept for {KEPT_DAYS} days, and the newest{" "}
        {LOOKED_THROUGH_MAX.toLocaleString("en")} are looked through: choose a time to look further back.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={RequestIcon}
      title="Nobody has asked yet"
      actions={<ButtonLink href="/docs">Read the API reference</ButtonLink>}
    >
      Every request to the API is listed here with what was sent and what was answered, without secrets.
    </EmptyState>
  );
}
