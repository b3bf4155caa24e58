"use client";

import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";

const DecisionBar = lazy(() => import("./decision-bar"));

interface Selection {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
}

const SelectionContext = createContext<Selection>({ ids: new Set(), toggle: () => {} });

/** Holds which commissions of a page are selected, and decides them together. */
export function DecideCommissions({ children }: { children: ReactNode }) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    setIds(next);
  };
  return (
    <SelectionContext value={{ ids, toggle }}>
      {children}
      <Suspense>{ids.size > 0 && <DecisionBar ids={ids} onDone={() => setIds(new Set())} />}</Suspense>
    </SelectionContext>
  );
}

export function SelectCommission({ id, name }: { id: string; name: string }) {
  const { ids, toggle } = useContext(SelectionContext);
  return (
    <Checkbox
      aria-label={`Select ${name}`}
      checked={ids.has(id)}
      onChange={() => toggle(id)}
      className="block"
    />
  );
}
