/** Cannot be mistaken for anything else, and never scrolls away. */
export function TestBanner() {
  return (
    <p className="test-stripes flex h-7 items-center justify-center font-semibold text-test-foreground text-xs">
      <span className="rounded-sm bg-test px-2">Test mode: no money moves</span>
    </p>
  );
}
