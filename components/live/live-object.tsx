"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { FollowedQuery } from "@/lib/live/followed-queries";
import { LiveIndicator } from "./live-indicator";
import { useLive } from "./use-live";

/** Has the query of one thing's page read again as soon as something in it has changed. */
export function LiveObject({ of, cursor }: { of: FollowedQuery; cursor: string }) {
  const client = useQueryClient();
  const liveness = useLive({
    address: `/api/live/queries/${of}`,
    cursor,
    onView: () => client.invalidateQueries({ queryKey: [of] }),
  });
  return <LiveIndicator {...liveness} />;
}
