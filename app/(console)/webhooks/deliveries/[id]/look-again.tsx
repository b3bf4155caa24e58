"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

const LOOK_AGAIN_MS = 700;
/** An attempt is over after 15 seconds; whoever stays longer reloads. */
const LOOKS_MAX = 25;

/** On the page of something that is on its way: shows what became of it, without being asked. */
export function LookAgain() {
  const router = useRouter();
  const [looks, setLooks] = useState(0);
  const [looking, startTransition] = useTransition();
  // Time is outside React. One look at a time: a new one would set aside what the last has not shown yet.
  useEffect(() => {
    if (looking || looks >= LOOKS_MAX) return;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      startTransition(() => router.refresh());
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [looks, looking, router]);
  return (
    <p role="status" className="text-muted-foreground text-xs">
      {looks < LOOKS_MAX ? "On its way…" : "It takes its time. Reload the page to see what became of it."}
    </p>
  );
}
