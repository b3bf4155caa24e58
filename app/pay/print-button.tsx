"use client";

import { useSyncExternalStore } from "react";
import { actionClass, quietClass } from "@/components/checkout/action-link";
import { DownloadIcon } from "@/components/ui/icons";

/** Shown once it can work: printing needs a script, and without one the browser's own menu prints. */
export function PrintButton() {
  const ready = useSyncExternalStore(subscribe, inBrowser, onServer);
  return (
    <button
      type="button"
      className={`${actionClass} ${quietClass} ${ready ? "" : "invisible"}`}
      onClick={() => window.print()}
    >
      <DownloadIcon className="size-4" />
      Print or save
    </button>
  );
}

const subscribe = () => () => {};
const inBrowser = () => true;
const onServer = () => false;
