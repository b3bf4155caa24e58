import { Notice } from "@/components/ui/notice";
import { SEARCH_TEXT_MAX, SEARCH_TEXT_MIN, SEARCH_WORDS_MAX } from "@/lib/payments/search";

const AMOUNTS: Readonly<Record<string, string>> = { min: "the amount from", max: "the amount to" };

/** What of an address made no sense, so that a list never looks narrower than it is. */
export function IgnoredNotice({ ignored }: { ignored: readonly string[] }) {
  if (ignored.length === 0) return null;
  const others = ignored.filter((name) => name !== "q");
  return (
    <Notice tone="caution" title="Not everything was understood">
      {ignored.includes("q") && (
        <p>
          Searching needs {SEARCH_TEXT_MIN} to {SEARCH_TEXT_MAX} characters, in {SEARCH_WORDS_MAX} words at
          most.
        </p>
      )}
      {others.length > 0 && <p>Left out: {others.map((name) => AMOUNTS[name] ?? name).join(", ")}.</p>}
    </Notice>
  );
}
