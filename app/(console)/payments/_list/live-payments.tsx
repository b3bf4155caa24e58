"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useLayoutEffect, useMemo } from "react";
import { fetchQuery, newerOf, queryKeyOf } from "@/app/(console)/_queries/query-cache";
import { type Rows, unpackRows } from "@/app/(console)/_queries/rows";
import { SORT_NAMES } from "@/components/filters/filter-names";
import { LiveIndicator } from "@/components/live/live-indicator";
import { useLive } from "@/components/live/use-live";
import { PaymentTable } from "@/components/payments/payment-table";
import { PaymentSelection } from "@/components/payments/selection";
import { Button } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import { useReader } from "@/components/ui/reader-context";
import { decode } from "@/lib/live/codec";
import { isBefore } from "@/lib/live/is-before";
import { InLiveSlot } from "./live-slot";
import { type ListMessage, type ListPage, type ShownList, withMessage, withWaiting } from "./merge-lines";
import { NoneSoFar } from "./none-so-far";
import { useHold } from "./use-hold";

/** As many as the server puts on a page. */
const LINES_MAX = 50;

interface Known {
  list: ShownList;
  cursor: string;
}

interface Props {
  /** The search, as the page's own address has it. */
  params: string;
  page: Omit<ListPage, "lines"> & { lines: Rows<ListPage["lines"][number]> };
  cursor: string;
  empty: ReactNode;
}

/** A page of payments that follows what happens to them: those shown change in place, new ones come where nobody points. */
export function LivePayments({ params, page: sent, cursor, empty }: Props) {
  const page = useMemo<ListPage>(() => ({ ...sent, lines: unpackRows(sent.lines) }), [sent]);
  const { locale } = useReader();
  const client = useQueryClient();
  const queryKey = queryKeyOf("payments", params);
  const first: Known = { list: { ...page, waiting: [] }, cursor };
  const { data } = useQuery<Known>({
    queryKey,
    queryFn: async ({ signal }) => {
      const { data: page, cursor } = await fetchQuery("payments", params, signal);
      const { list } = client.getQueryData<Known>(queryKey) ?? first;
      return { list: withMessage(list, { page }), cursor };
    },
    initialData: first,
    structuralSharing: (known, next) => newerOf(known as Known | undefined, next as Known),
  });
  // The server may have rendered the page anew, and what is kept from an earlier visit may be older.
  useLayoutEffect(() => {
    const rendered: Known = { list: { ...page, waiting: [] }, cursor };
    const queryKey = queryKeyOf("payments", params);
    const known = client.getQueryData<Known>(queryKey);
    // What is there stays, and invalid if it is: it is then read again.
    if (!known || isBefore(known.cursor, cursor)) client.setQueryData<Known>(queryKey, rendered);
  }, [client, params, page, cursor]);
  const change = (how: (list: ShownList) => ShownList, reached?: string) =>
    client.setQueryData<Known>(queryKey, (known = first) => {
      return { list: how(known.list), cursor: reached ?? known.cursor };
    });
  const showWaiting = () => change((list) => withWaiting(list, LINES_MAX));
  const { isHeld, letGo, holding } = useHold(showWaiting);
  const liveness = useLive({
    address: `/api/live/payments?${params}`,
    cursor,
    onView: (text, reached) => {
      change((list) => withMessage(list, decode(text) as ListMessage), reached);
      if (!isHeld()) showWaiting();
    },
  });
  const { lines, waiting, older, newer, sort, summary } = data.list;
  const news = waiting.length === 1 ? "1 new payment" : `${waiting.length} new payments`;
  const pages = (
    <Pagination
      newerHref={newer && pageHref(params, { newer })}
      olderHref={older && pageHref(params, { older })}
      summary={summary}
    />
  );
  return (
    <div {...holding} className="relative outline-none">
      <InLiveSlot>
        <LiveIndicator {...liveness} />
      </InLiveSlot>
      <p role="status" className="sr-only">
        {waiting.length > 0 && news}
      </p>
      {waiting.length > 0 && (
        <Button
          size="sm"
          variant="primary"
          className="absolute -top-3.5 left-1/2 z-30 -translate-x-1/2"
          onClick={() => {
            showWaiting();
            letGo();
          }}
        >
          Show {news}
        </Button>
      )}
      {lines.length > 0 && (
        <PaymentSelection locale={locale} payments={lines}>
          <PaymentTable
            caption={`Payments, ${SORT_NAMES[sort ?? "newest"].toLowerCase()}`}
            lines={lines}
            selectable
          />
          {pages}
        </PaymentSelection>
      )}
      {lines.length === 0 && !older && empty}
      {lines.length === 0 && older && (
        <>
          <NoneSoFar params={params} />
          {pages}
        </>
      )}
    </div>
  );
}

/** The address of a page beside this one. */
function pageHref(params: string, place: { older: string } | { newer: string }): string {
  const next = new URLSearchParams(params);
  next.delete("older");
  next.delete("newer");
  for (const [name, value] of Object.entries(place)) next.set(name, value);
  return `/payments?${next}`;
}
