"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { FieldControl } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ReferralOffer } from "./referral-offer";
import { useFoundReferrals } from "./use-found-referrals";

/** Finds a referral while any of its identifiers is typed. Arrows walk the list, Enter takes, Escape leaves it. */
export function ReferralPicker({
  control,
  onChoose,
}: {
  control: FieldControl;
  onChoose: (referral: ReferralOffer) => void;
}) {
  const listId = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = useFoundReferrals(text.trim(), open);
  const referrals = found.state === "found" ? found.referrals : [];
  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const chosen = referrals[at];
    if (step !== undefined) {
      event.preventDefault();
      setAt(open ? (at + step + referrals.length) % Math.max(referrals.length, 1) : 0);
      setOpen(true);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === "Enter" && open) {
      // Never the whole form while the list is open.
      event.preventDefault();
      if (chosen) onChoose(chosen);
    }
  };
  return (
    <div className="relative">
      <Input
        {...control}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && referrals[at] ? `${listId}-${at}` : undefined}
        autoComplete="off"
        placeholder="E-mail, uid, subscription or id"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={walk}
      />
      <div
        hidden={!open}
        className="absolute inset-x-0 top-full z-20 mt-1 rounded-lg border bg-popover py-1 shadow-floating"
      >
        <p role="status" className="px-3 py-1.5 text-muted-foreground text-xs empty:hidden">
          {messageFor(found.state, referrals.length)}
        </p>
        <div id={listId} role="listbox" aria-label="Referrals" className="max-h-72 overflow-y-auto">
          {referrals.map((referral, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field, which keeps the focus
            <div
              key={referral.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setAt(index)}
              onClick={() => onChoose(referral)}
              className={cn("cursor-pointer px-3 py-1.5", index === at && "bg-hover")}
            >
              <span className="block truncate font-medium">{referral.label}</span>
              <span className="block truncate text-muted-foreground text-xs">
                {[referral.uid, `by ${referral.partnerName}`, referral.obstacles[0]]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function messageFor(state: string, count: number): string {
  if (state === "searching") return "Looking";
  if (state === "failed") return "The referrals could not be read. Type on to try again.";
  return count > 0 ? "" : "No referral fits";
}
