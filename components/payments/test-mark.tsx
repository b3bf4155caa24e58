/**
 * Says of a payment that no money moved. Seen only where others do move money (`data-deployment` of the console): where all
 * are tests, the head of every page says so once.
 */
export function TestMark() {
  return (
    <span title="A test: no money moved" className="test-mark">
      <span>Test</span>
    </span>
  );
}
