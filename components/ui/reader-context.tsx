"use client";

import { createContext, type ReactNode, useContext } from "react";
import { DEFAULT_READER, type Reader } from "./reader";

const ReaderContext = createContext<Reader>(DEFAULT_READER);

/** Tells everything in it how its reader writes amounts and times. */
export function ReaderProvider({ reader, children }: { reader: Reader; children: ReactNode }) {
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

export function useReader(): Reader {
  return useContext(ReaderContext);
}
