import type { Metadata } from "next";
import { buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Wordmark } from "@/components/ui/mark";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center">
      <Wordmark />
      <EmptyState
        heading
        title="There is no such page"
        actions={
          // A plain anchor: the hosted page carries this page too, and should not carry the router's link for it.
          <a href="/" className={buttonVariants({ variant: "primary" })}>
            Go to the overview
          </a>
        }
      >
        The address may be mistyped, or what was there belongs to someone else.
      </EmptyState>
    </main>
  );
}
