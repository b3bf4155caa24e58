"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect } from "react";
import type { QueryData, QueryName } from "@/app/(console)/_queries/all";
import type { Shown } from "./console-query";
import { fetchQuery, newerOf, patchQuery, queryKeyOf } from "./query-cache";

/** What a page shows: at first as the server rendered it, then as the client knows it. */
export function useConsoleQuery<Name extends QueryName>(
  name: Name,
  params: string,
  shown: Shown<QueryData<Name>>,
): QueryData<Name> {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: queryKeyOf(name, params),
    queryFn: ({ signal }) => fetchQuery(name, params, signal),
    initialData: shown,
    structuralSharing: (known, next) => newerOf(known as Shown<unknown> | undefined, next as Shown<unknown>),
  });
  // The server may have rendered the page anew, and what is kept from an earlier visit may be older.
  useLayoutEffect(() => patchQuery(client, name, params, shown), [client, name, params, shown]);
  return data.data;
}
