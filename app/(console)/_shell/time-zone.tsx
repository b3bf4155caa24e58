"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { ZONE_COOKIE } from "@/components/shell/preferences";
import { keepChoice } from "./cookie";

/** Tells the server which zone the reader is in, so that times are rendered there. Only the browser knows it. */
export function TimeZone({ known }: { known: string }) {
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === known) return;
    keepChoice(ZONE_COOKIE, zone);
    router.refresh();
  }, [known, router]);
  return null;
}
