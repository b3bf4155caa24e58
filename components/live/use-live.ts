"use client";

import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { currentSignIns, subscribeSession } from "@/components/session/session";
import { keepConnected, type LiveState } from "./connection";

export interface Liveness {
  state: LiveState;
  /** Whether the connection has been lost since the page was opened. */
  lost: boolean;
}

const INTERRUPTED: readonly LiveState[] = ["reconnecting", "signed_out", "not_allowed"];

/**
 * Follows a stream while the component is there. `cursor` says what the page already shows; `onView` is given what the
 * server sends and how far that is. `address` is what decides when to begin anew.
 */
export function useLive({
  address,
  cursor,
  onView,
}: {
  address: string;
  cursor: string;
  onView: (data: string, cursor: string) => void;
}): Liveness {
  const [liveness, setLiveness] = useState<Liveness>({ state: "connecting", lost: false });
  const setState = (state: LiveState) =>
    setLiveness(({ lost }) => ({ state, lost: lost || INTERRUPTED.includes(state) }));
  const onViewNow = useEffectEvent(onView);
  const begin = useEffectEvent(() =>
    keepConnected({ address, after: cursor, onView: (...view) => onViewNow(...view), onState: setState }),
  );
  // A stream whose session ended is over: it begins anew once somebody has signed in over the page.
  const signIns = useSyncExternalStore(subscribeSession, currentSignIns, () => 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address, or another session, is another stream
  useEffect(() => begin(), [address, signIns]);
  return liveness;
}
