"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { consoleQueryClient } from "./client";

/** Gives every page of the console the one query client; whoever has not signed in yet is nobody. */
export function QueryProvider({ personId = "", children }: { personId?: string; children: ReactNode }) {
  const client = useMemo(() => consoleQueryClient(personId), [personId]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
