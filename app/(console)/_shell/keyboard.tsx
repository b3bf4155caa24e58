"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { SearchIcon } from "@/components/ui/icons";
import type { Role } from "@/lib/verb/permissions";
import { pressWhatWasPressedEarly } from "./early-press";
import { moveToRow, toggleRow } from "./row-keys";
import { SEARCH_BOX_ID } from "./search-box";
import { singleKeysOn } from "./shortcuts";

const Palette = lazy(() => import("./palette"));
const ShortcutsDialog = lazy(() => import("./shortcuts-dialog"));

type Shown = "palette" | "help" | null;

/** The console's keys, and what they open. Both dialogs arrive the first time they are asked for. */
export function Keyboard({ role }: { role: Role }) {
  const [shown, setShown] = useState<Shown>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const asked = pressed(event);
      if (asked === undefined) return;
      event.preventDefault();
      if (asked !== null) setShown(asked);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  useEffect(pressWhatWasPressedEarly, []);
  const close = () => setShown(null);
  return (
    <>
      <Button
        variant="ghost"
        onClick={() => setShown("palette")}
        className="px-2 text-muted-foreground"
        aria-label="Go anywhere (Ctrl K)"
        title="Go anywhere (Ctrl K)"
      >
        <SearchIcon className="sm:hidden" />
        <span className="hidden text-xs sm:inline">Go to…</span>
      </Button>
      <Suspense>
        {shown === "palette" && <Palette role={role} onClose={close} onHelp={() => setShown("help")} />}
        {shown === "help" && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </>
  );
}

/** What a key asks to be shown; null when it did something at once; undefined when it means nothing here. */
function pressed(event: KeyboardEvent): Shown | undefined {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") return "palette";
  if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || !singleKeysOn())
    return undefined;
  switch (event.key) {
    case "?":
      return "help";
    case "/":
      document.getElementById(SEARCH_BOX_ID)?.focus();
      return null;
    case "j":
      moveToRow(1);
      return null;
    case "k":
      moveToRow(-1);
      return null;
    case "x":
      toggleRow();
      return null;
    default:
      return undefined;
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog, [popover], [contenteditable]")) return true;
  return target instanceof HTMLInputElement ? target.type !== "checkbox" : target.matches("textarea, select");
}
