/**
 * Says of a payment that no money moved. Seen only where others do move money (`data-deployment` of the console): where all
 * are tests, the head of every page says so once.
 */
export function TestMark() {
  return (
    <span
      title="A test: no money moved"
      className="test-stripes hidden shrink-0 self-center rounded-sm p-0.5 font-bold text-2xs text-test-foreground in-data-[deployment=live]:inline-flex"
    >
      <span className="rounded-xs bg-test px-1">Test</span>
    </span>
  );
}
