"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { XIcon } from "@/components/ui/icons";
import { type Amount, totalsOf } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { PAYMENT_DIRECTIONS, type PaymentDirection, signedMinor } from "@/lib/payments/category";
import { DIRECTION_WORDS } from "./direction-words";

interface Selected extends Amount {
  id: string;
  direction: PaymentDirection;
}

interface Selection {
  selected: ReadonlyMap<string, Selected>;
  change: (next: ReadonlyMap<string, Selected>) => void;
}

const SelectionContext = createContext<Selection>({ selected: new Map(), change: () => {} });

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
  const [selected, change] = useState<ReadonlyMap<string, Selected>>(new Map());
  return (
    <SelectionContext value={{ selected, change }}>
      <AllPayments value={payments}>{children}</AllPayments>
      {selected.size > 0 && <SelectionBar locale={locale} />}
    </SelectionContext>
  );
}

const AllPayments = createContext<readonly Selected[]>([]);

export function SelectPayment({ name, ...payment }: Selected & { name: string }) {
  const { selected, change } = useContext(SelectionContext);
  return (
    <Checkbox
      aria-label={`Select ${name}`}
      className="above-row block"
      checked={selected.has(payment.id)}
      onChange={(event) => {
        const next = new Map(selected);
        if (event.target.checked) next.set(payment.id, payment);
        else next.delete(payment.id);
        change(next);
      }}
    />
  );
}

export function SelectAll() {
  const all = useContext(AllPayments);
  const { selected, change } = useContext(SelectionContext);
  return (
    <Checkbox
      aria-label="Select all on this page"
      className="block"
      checked={selected.size === all.length && all.length > 0}
      onChange={(event) =>
        change(new Map(event.target.checked ? all.map((payment) => [payment.id, payment]) : []))
      }
    />
  );
}

function SelectionBar({ locale }: { locale: string }) {
  const { selected, change } = useContext(SelectionContext);
  return (
    <section
      aria-label="Selected payments"
      className="fixed inset-x-4 bottom-4 z-40 mx-auto flex w-fit max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-popover py-2 pr-2 pl-4 shadow-floating"
    >
      <p role="status" className="figures">
        <span className="font-medium">{selected.size} selected</span>
        <span className="ml-2 text-muted-foreground">
          {totalsText([...selected.values()], locale)}, whatever became of{" "}
          {selected.size === 1 ? "it" : "them"}
        </span>
      </p>
      <CopyButton text={[...selected.keys()].join("\n")} label="Copy their ids" className="h-7 px-2">
        Copy ids
      </CopyButton>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="Clear the selection"
        onClick={() => change(new Map())}
      >
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
