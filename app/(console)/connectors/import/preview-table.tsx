import { Badge } from "@/components/ui/badge";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import type { ImportPreview } from "@/lib/imports/preview-import";

const VERDICTS = {
  recorded: { tone: "positive", word: "recorded" },
  unchanged: { tone: "neutral", word: "already known" },
  refused: { tone: "caution", word: "refused" },
} as const;

/** The first lines as they would be taken, and every line that would be refused. */
export function PreviewTable({ preview }: { preview: ImportPreview }) {
  return (
    <div className="grid gap-4 border-t pt-4">
      {preview.skipped.length > 0 && (
        <Notice tone="notice" title="Above the header, and not read">
          <ul className="mt-1 grid gap-0.5">
            {preview.skipped.map(({ line, text }) => (
              <li key={line}>
                <span className="figures">Line {line}</span>: {text}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {preview.unchanged > 0 && (
        <p className="text-muted-foreground">
          <Count value={preview.unchanged} /> of <Count value={preview.lines} /> lines say what is known
          already; they change nothing.
        </p>
      )}
      {preview.refused > 0 && (
        <Notice tone="caution" title={`${preview.refused} of ${preview.lines} lines would be refused`}>
          <ul
            className="mt-1 grid max-h-48 gap-0.5 overflow-y-auto"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
            tabIndex={0}
            aria-label="Lines that would be refused"
          >
            {preview.errors.map(({ line, message }) => (
              <li key={line}>
                <span className="figures">Line {line}</span>: {message}
              </li>
            ))}
            {preview.refused > preview.errors.length && (
              <li>…and {preview.refused - preview.errors.length} more</li>
            )}
          </ul>
        </Notice>
      )}
      <section
        className="overflow-x-auto rounded-md border"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        tabIndex={0}
        aria-label="The first lines of the file"
      >
        <table className="w-full text-left text-xs">
          <caption className="sr-only">The first lines of the file</caption>
          <thead className="border-b bg-muted text-muted-foreground">
            <tr>
              <th scope="col" className="px-3 py-2 font-medium">
                Line
              </th>
              {preview.columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, and two may have one name
                <th key={index} scope="col" className="whitespace-nowrap px-3 py-2 font-medium">
                  {column}
                </th>
              ))}
              <th scope="col" className="whitespace-nowrap px-3 py-2 text-right font-medium">
                Amount as read
              </th>
              <th scope="col" className="px-3 py-2 font-medium">
                Would be
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.first.map(({ line, cells, amount, verdict }) => (
              <tr key={line} className="border-b last:border-b-0">
                <td className="figures px-3 py-1.5">{line}</td>
                {preview.columns.map((column, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, and two may have one name
                  <td key={`${index} ${column}`} className="max-w-56 truncate whitespace-nowrap px-3 py-1.5">
                    {cells[index] ?? ""}
                  </td>
                ))}
                <td className="px-3 py-1.5 text-right">
                  {amount ? (
                    <Money {...amount} amountMinor={BigInt(amount.amountMinor)} />
                  ) : (
                    <span className="text-muted-foreground">Not read</span>
                  )}
                </td>
                <td className="px-3 py-1.5">
                  <Badge tone={VERDICTS[verdict].tone}>{VERDICTS[verdict].word}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
