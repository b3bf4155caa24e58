"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { isDialogOpen } from "@/components/ui/is-dialog-open";
import type { FollowedQuery } from "@/lib/live/followed-queries";
import { LiveIndicator } from "./live-indicator";
import { useLive } from "./use-live";

/** How often it is looked whether what a change waits for is over. What was said last can be read for as long. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Has the query of one thing's page read again as soon as something in it has changed; while a dialog is open or an action
 * is under way, once that is over. The change may take away what it is about, and with it what is typed and what is said
 * of a lost answer.
 */
export function LiveObject({ of, cursor }: { of: FollowedQuery; cursor: string }) {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(false);
  const showIfFree = useEffectEvent(() => {
    if (client.isMutating() > 0 || isDialogOpen()) return setWaiting(true);
    setWaiting(false);
    void client.invalidateQueries({ queryKey: [of] });
  });
  const liveness = useLive({ address: `/api/live/queries/${of}`, cursor, onView: () => showIfFree() });
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(showIfFree, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waiting]);
  return <LiveIndicator {...liveness} />;
}
