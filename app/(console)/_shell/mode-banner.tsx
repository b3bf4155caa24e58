import { hasLiveConnection } from "@/lib/connectors/connection";

/** Whether real money moves here. Cannot be mistaken for anything else, and never scrolls away. */
export async function ModeBanner() {
  if (await hasLiveConnection()) {
    return (
      <p className="flex h-7 items-center justify-center border-b bg-card font-semibold text-xs">
        Live: real money moves where a route leads to a live account
      </p>
    );
  }
  return (
    <p className="test-stripes flex h-7 items-center justify-center font-semibold text-test-foreground text-xs">
      <span className="rounded-sm bg-test px-2">Test mode: no money moves</span>
    </p>
  );
}
