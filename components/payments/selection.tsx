"use client";

import { createContext, type ReactNode, useContext } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { XIcon } from "@/components/ui/icons";
import { type Selection, useSelection } from "@/components/ui/use-selection";
import { type Amount, totalsOf } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { PAYMENT_DIRECTIONS, type PaymentDirection, signedMinor } from "@/lib/payments/category";
import { isolated } from "@/lib/text/isolated";
import { DIRECTION_WORDS } from "./direction-words";

interface Selected extends Amount {
  id: string;
  direction: PaymentDirection;
}

const SelectionContext = createContext<Selection | null>(null);

/** Holds which rows of one page are selected; `payments` are all that could be. */
export function PaymentSelection({
  payments,
  locale,
  children,
}: {
  payments: readonly Selected[];
  locale: string;
  children: ReactNode;
}) {
  const all = payments.map(({ id }) => id);
  const selection = useSelection(all);
  const selected = payments.filter(({ id }) => selection.has(id));
  return (
    <SelectionContext value={selection}>
      <AllPayments value={all}>{children}</AllPayments>
      {selected.length > 0 && (
        <SelectionBar selected={selected} onClear={() => selection.set([])} locale={locale} />
      )}
    </SelectionContext>
  );
}

const AllPayments = createContext<readonly string[]>([]);

export function SelectPayment({ id, name }: { id: string; name: string }) {
  const selection = useContext(SelectionContext);
  return (
    <Checkbox
      aria-label={`Select ${isolated(name)}`}
      className="above-row block"
      checked={selection?.has(id) ?? false}
      onChange={() => selection?.toggle(id)}
    />
  );
}

export function SelectAll() {
  const all = useContext(AllPayments);
  const selection = useContext(SelectionContext);
  return (
    <Checkbox
      aria-label="Select all on this page"
      className="block"
      checked={all.length > 0 && all.every((id) => selection?.has(id))}
      onChange={(event) => selection?.set(event.target.checked ? all : [])}
    />
  );
}

function SelectionBar({
  selected,
  onClear,
  locale,
}: {
  selected: readonly Selected[];
  onClear: () => void;
  locale: string;
}) {
  return (
    <section
      aria-label="Selected payments"
      className="fixed inset-x-4 bottom-4 z-40 mx-auto flex w-fit max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-popover py-2 pr-2 pl-4 shadow-floating"
    >
      <p role="status" className="figures">
        <span className="font-medium">{selected.length} selected</span>
        <span className="ml-2 text-muted-foreground">
          {totalsText(selected, locale)}, whatever became of {selected.length === 1 ? "it" : "them"}
        </span>
      </p>
      <CopyButton text={selected.map(({ id }) => id).join("\n")} label="Copy their ids" className="h-7 px-2">
        Copy ids
      </CopyButton>
      <Button variant="ghost" size="icon-sm" aria-label="Clear the selection" onClick={onClear}>
        <XIcon />
      </Button>
    </section>
  );
}

/** What is selected was to come to, each direction by itself: money in and money out are never added up. */
function totalsText(selected: readonly Selected[], locale: string): string {
  const directions = PAYMENT_DIRECTIONS.filter((each) =>
    selected.some(({ direction }) => direction === each),
  );
  return directions
    .map((each) => {
      const totals = totalsOf(
        selected
          .filter(({ direction }) => direction === each)
          .map((one) => ({ ...one, amountMinor: signedMinor(one.amountMinor, each) })),
      );
      const text = totals.map((total) => formatMoney(total, { locale })).join(" + ");
      return directions.length > 1 || each !== "in" ? `${text} ${DIRECTION_WORDS[each]}` : text;
    })
    .join(", ");
}
