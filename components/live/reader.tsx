"use client";

import { createContext, type ReactNode, useContext } from "react";
import { MoneyText, type MoneyTextProps } from "@/components/ui/money-text";
import { DEFAULT_READER, type Reader } from "@/components/ui/reader";
import { TimeText, type TimeTextProps } from "@/components/ui/time-text";

const ReaderContext = createContext<Reader>(DEFAULT_READER);

/** Tells everything in it how its reader writes amounts and times. */
export function ReaderProvider({ reader, children }: { reader: Reader; children: ReactNode }) {
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

/** Money and Time for what is rendered again in the browser. */
export function LiveMoney(props: Omit<MoneyTextProps, "locale">) {
  return <MoneyText {...props} locale={useContext(ReaderContext).locale} />;
}

export function LiveTime(props: Omit<TimeTextProps, "reader">) {
  return <TimeText {...props} reader={useContext(ReaderContext)} />;
}
