"use client";

import { useSyncExternalStore } from "react";

interface CustomerTimeProps {
  /** An instant of RFC 3339. */
  at: string;
  locale: string;
  /** Used until the browser says where it is, and where there is no script. */
  timeZone: string;
}

/** An instant in the customer's own zone, which is named: a receipt is kept. */
export function CustomerTime({ at, locale, timeZone }: CustomerTimeProps) {
  const zone = useSyncExternalStore(never, ownZone, () => timeZone);
  return (
    // The server's and the browser's data on a language may differ by a space; either is right.
    <time dateTime={at} suppressHydrationWarning>
      {formatCustomerTime(new Date(at), locale, zone)}
    </time>
  );
}

/** With the name of its zone. */
export function formatCustomerTime(time: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(time);
}

// Nobody moves while a page is open.
const never = () => () => {};
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
