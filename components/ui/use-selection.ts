"use client";

import { useState } from "react";

export interface Selection {
  /** Each is shown: what has left the page is selected no more, also if it comes back. */
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  set: (ids: readonly string[]) => void;
}

/** Which of the rows on a page are selected, in the order they are shown in: what is done with them is done with nothing unseen. */
export function useSelection(shown: readonly string[]): Selection {
  const [kept, set] = useState<readonly string[]>([]);
  const ids = shown.filter((id) => kept.includes(id));
  if (kept.some((id) => !shown.includes(id))) set(ids);
  const has = (id: string) => ids.includes(id);
  return {
    ids,
    has,
    toggle: (id) => set(has(id) ? ids.filter((each) => each !== id) : [...ids, id]),
    set,
  };
}
