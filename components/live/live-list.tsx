"use client";

import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { hasFocusIn } from "@/components/shell/focus-kept";
import { Button } from "@/components/ui/button";
import { isDialogOpen } from "@/components/ui/is-dialog-open";
import type { FollowedQuery } from "@/lib/live/followed-queries";
import { LiveIndicator } from "./live-indicator";
import { useLive } from "./use-live";

/** A change is shown after the first, together with what else happened; another not before the second is over. */
const GATHER_MS = 300;
const REFRESH_MS_MIN = 2_000;

/** Has a list's query read again when something in it has changed and nobody points at it, types, or has scrolled into it. */
export function LiveList({ of, cursor }: { of: FollowedQuery; cursor: string }) {
  const client = useQueryClient();
  const [changed, setChanged] = useState(false);
  const refreshedAt = useRef(0);
  const [held, setHeld] = useState(false);
  const pending = useIsFetching({ queryKey: [of] }) > 0;
  const liveness = useLive({
    address: `/api/live/queries/${of}`,
    cursor,
    onView: () => {
      setChanged(true);
      setHeld(isHeld());
    },
  });
  const show = () => {
    refreshedAt.current = Date.now();
    setChanged(false);
    client.invalidateQueries({ queryKey: [of] });
  };
  const showIfFree = useEffectEvent(() => (isHeld() ? setHeld(true) : show()));
  const waiting = changed && !pending;
  useEffect(() => {
    if (!waiting) return;
    if (held) return whenPointerMoves(showIfFree);
    const dueMs = refreshedAt.current + REFRESH_MS_MIN - Date.now();
    const timer = setTimeout(showIfFree, Math.max(GATHER_MS, dueMs));
    return () => clearTimeout(timer);
  }, [waiting, held]);
  if (waiting && held) {
    return (
      <Button size="sm" onClick={show}>
        Show changes
      </Button>
    );
  }
  return <LiveIndicator {...liveness} />;
}

function isHeld(): boolean {
  const main = document.getElementById("main");
  const pointed = main?.querySelector("section:hover, table:hover");
  return Boolean(hasFocusIn(main) || pointed || window.scrollY > 0 || isDialogOpen());
}

function whenPointerMoves(work: () => void): () => void {
  document.addEventListener("pointerover", work);
  return () => document.removeEventListener("pointerover", work);
}
