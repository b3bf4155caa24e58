"use client";

import { insideAddress } from "@/lib/http/followed-address";

/** Goes on with a fresh page: nothing that was loaded before somebody signed in is shown to them. */
export function goOn(path: string): void {
  window.location.assign(insideAddress(path));
}
