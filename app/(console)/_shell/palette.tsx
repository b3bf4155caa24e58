"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { PaymentAmount } from "@/components/payments/payment-amount";
import type { PaymentLine } from "@/components/payments/payment-line";
import { StatusBadge } from "@/components/payments/status-badge";
import { cn } from "@/components/ui/cn";
import { Modal } from "@/components/ui/dialog";
import { SearchIcon } from "@/components/ui/icons";
import type { Role } from "@/lib/verb/permissions";
import { commandsFor } from "./commands";
import { useFoundPayments } from "./use-found-payments";

const LIST_ID = "palette-commands";

/** Go anywhere: type a few letters, or anything a payment is known by. */
export default function Palette({
  role,
  onClose,
  onHelp,
}: {
  role: Role;
  onClose: () => void;
  onHelp: () => void;
}) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = useFoundPayments(text);
  const commands = commandsFor({ role, text, found, go: (href) => router.push(href), help: onHelp });
  const chosen = commands[Math.min(at, commands.length - 1)];
  const perform = (command = chosen) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((commands.length + at + step) % commands.length);
    if (event.key === "Enter") perform();
    if (step || event.key === "Enter") event.preventDefault();
  };
  return (
    <Modal
      open
      onClose={onClose}
      aria-label="Go anywhere"
      className="inset-x-0 top-[12dvh] mx-auto w-[min(36rem,calc(100vw-2rem))] rounded-xl border bg-popover"
    >
      <div className="flex items-center gap-2.5 border-b px-4">
        <SearchIcon className="size-4 shrink-0 text-muted-foreground" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={LIST_ID}
          aria-activedescendant={chosen && `command-${chosen.id}`}
          aria-label="Go to a page, or search payments"
          placeholder="A page, or a payment’s name, e-mail, last 4, amount, id"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={move}
          className="h-12 flex-1 bg-transparent text-base outline-none"
        />
      </div>
      <div id={LIST_ID} role="listbox" aria-label="Commands" className="max-h-[50dvh] overflow-y-auto p-1.5">
        {commands.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the box above, which keeps the focus
          <div
            key={command.id}
            id={`command-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={command === chosen}
            onClick={() => perform(command)}
            onPointerMove={() => setAt(commands.indexOf(command))}
            className={cn(
              "flex min-w-0 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2",
              command === chosen && "bg-primary-surface",
            )}
          >
            <command.icon className="size-4 shrink-0 text-muted-foreground" />
            <span className="truncate">{command.label}</span>
            {command.payment && <FoundPayment line={command.payment} />}
          </div>
        ))}
      </div>
    </Modal>
  );
}

/** What a payment is, from whom or to whom, how much and which way, and how it stands: as lists say it. */
function FoundPayment({ line: { about, what, status, ...money } }: { line: PaymentLine }) {
  const { direction, amountMinor, currency, precision } = money;
  return (
    <>
      <span className="min-w-0 flex-1 truncate text-muted-foreground max-sm:hidden">
        {[what, about].filter(Boolean).join(" · ")}
      </span>
      <span className="ml-auto shrink-0 font-medium">
        <PaymentAmount {...{ direction, amountMinor, currency, precision }} />
      </span>
      <StatusBadge status={status} />
    </>
  );
}
