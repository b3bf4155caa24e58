"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect } from "react";
import type { QueryData, QueryName } from "@/app/(console)/_queries/all";
import { decode } from "@/lib/live/codec";
import { isBefore } from "@/lib/live/is-before";
import type { Shown } from "./console-query";

/**
 * What a page shows: at first as the server rendered it, then as the client knows it. Which of two is newer is told by
 * how far in the outbox each was read, not by a clock: the server's and the browser's differ.
 */
export function useConsoleQuery<Name extends QueryName>(
  name: Name,
  params: string,
  shown: Shown<QueryData<Name>>,
): QueryData<Name> {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: [name, params],
    queryFn: ({ signal }) => fetchQuery(name, params, signal),
    initialData: shown,
    structuralSharing: (known, next) => newer(known as Shown<unknown> | undefined, next as Shown<unknown>),
  });
  // The server may have rendered the page anew, and what is kept from an earlier visit may be older.
  useLayoutEffect(() => {
    client.setQueryData<Shown<QueryData<Name>>>([name, params], (known) => newer(known, shown));
  }, [client, name, params, shown]);
  return data.data;
}

async function fetchQuery<Name extends QueryName>(
  name: Name,
  params: string,
  signal: AbortSignal,
): Promise<Shown<QueryData<Name>>> {
  const response = await fetch(`/api/queries/${name}?${params}`, { signal });
  if (!response.ok) throw new Error(`${name} could not be read: ${response.status}`);
  return decode(await response.text()) as Shown<QueryData<Name>>;
}

function newer<Known extends Shown<unknown>>(known: Known | undefined, next: Known): Known {
  return known && isBefore(next.cursor, known.cursor) ? known : next;
}
