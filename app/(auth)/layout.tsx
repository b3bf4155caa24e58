import type { ReactNode } from "react";
import { QueryProvider } from "@/components/query/provider";
import { Wordmark } from "@/components/ui/mark";

/** One slip of paper in the middle: what is asked is on it, and nothing else. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-start gap-6 px-4 py-10 sm:content-center sm:py-16">
      <Wordmark className="mx-auto text-base" />
      <QueryProvider>{children}</QueryProvider>
    </main>
  );
}
