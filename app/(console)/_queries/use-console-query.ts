"use client";

import { type UseQueryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect } from "react";
import type { QueryData, QueryName } from "@/app/(console)/_queries/all";
import type { Shown } from "./console-query";
import { fetchQuery, hydrateQuery, newerOf, queryKeyOf } from "./query-cache";

/** A query as its page hands it to what shows it: `params` is spelled as in the page's own address. */
export interface Hydrated<Name extends QueryName> {
  params: string;
  shown: Shown<QueryData<Name>>;
}

/** What a page shows: at first as the server rendered it, then as the client knows it. */
export function useConsoleQuery<Name extends QueryName>(
  name: Name,
  { params, shown }: Hydrated<Name>,
  options: Pick<UseQueryOptions<Shown<QueryData<Name>>>, "refetchInterval"> = {},
): QueryData<Name> {
  const client = useQueryClient();
  const { data } = useQuery({
    ...options,
    queryKey: queryKeyOf(name, params),
    queryFn: ({ signal }) => fetchQuery(name, params, signal),
    initialData: shown,
    structuralSharing: (known, next) => newerOf(known as Shown<unknown> | undefined, next as Shown<unknown>),
  });
  // The server may have rendered the page anew, and what is kept from an earlier visit may be older.
  useLayoutEffect(() => hydrateQuery(client, name, params, shown), [client, name, params, shown]);
  return data.data;
}
