import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Wordmark } from "@/components/ui/mark";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center">
      <Wordmark />
      <EmptyState
        title="There is no such page"
        actions={
          <ButtonLink href="/" variant="primary">
            Go to the overview
          </ButtonLink>
        }
      >
        The address may be mistyped, or what was there belongs to someone else.
      </EmptyState>
    </main>
  );
}
