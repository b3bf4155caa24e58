"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const LOOK_AGAIN_MS = 700;
/** An attempt is over after 15 seconds; whoever stays longer reloads. */
const LOOKS_MAX = 25;

/** On the page of something that is on its way: shows what became of it, without being asked. */
export function LookAgain() {
  const router = useRouter();
  const [looks, setLooks] = useState(0);
  // Time is outside React.
  useEffect(() => {
    if (looks >= LOOKS_MAX) return;
    const timer = setTimeout(() => {
      router.refresh();
      setLooks(looks + 1);
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [looks, router]);
  return (
    <p role="status" className="text-muted-foreground text-xs">
      {looks < LOOKS_MAX ? "On its way…" : "It takes its time. Reload the page to see what became of it."}
    </p>
  );
}
