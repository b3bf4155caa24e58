"use client";

import { MoneyText, type MoneyTextProps } from "./money-text";
import { useReader } from "./reader-context";

/** An amount as the console's reader writes it, on the server and in the browser. */
export function Money(props: Omit<MoneyTextProps, "locale">) {
  return <MoneyText {...props} locale={useReader().locale} />;
}
