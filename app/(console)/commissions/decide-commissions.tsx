"use client";

import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { type Selection, useSelection } from "@/components/ui/use-selection";
import { isolated } from "@/lib/text/isolated";
import type { AskedDecision } from "./decision-bar";

const DecisionBar = lazy(() => import("./decision-bar"));

const SelectionContext = createContext<Selection | null>(null);

/** Holds which commissions of a page are selected, and decides them together. */
export function DecideCommissions({
  decidable,
  children,
}: {
  decidable: readonly string[];
  children: ReactNode;
}) {
  const selection = useSelection(decidable);
  // What was asked about stays as it was asked, also where the page has heard of the answer first.
  const [asked, setAsked] = useState<AskedDecision | null>(null);
  const { ids, set } = selection;
  return (
    <SelectionContext value={selection}>
      {children}
      <Suspense>
        {(asked || ids.length > 0) && (
          <DecisionBar ids={ids} asked={asked} onAsk={setAsked} onDone={() => set([])} />
        )}
      </Suspense>
    </SelectionContext>
  );
}

export function SelectCommission({ id, name }: { id: string; name: string }) {
  const selection = useContext(SelectionContext);
  return (
    <Checkbox
      aria-label={`Select ${isolated(name)}`}
      checked={selection?.has(id) ?? false}
      onChange={() => selection?.toggle(id)}
      className="block"
    />
  );
}
