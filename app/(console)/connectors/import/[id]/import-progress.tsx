import { Definition, DefinitionList } from "@/components/ui/definition-list";
import type { PaymentImport } from "@/lib/imports/get-import";

/** How far an import has come. */
export function ImportProgress({
  progress: { lines, recorded, unchanged, refused },
  locale,
}: {
  progress: Pick<PaymentImport, "lines" | "recorded" | "unchanged" | "refused">;
  locale: string;
}) {
  const number = new Intl.NumberFormat(locale);
  const done = recorded + unchanged + refused;
  return (
    <div className="grid gap-4">
      <progress
        className="h-2 w-full overflow-hidden rounded-full accent-primary"
        max={lines}
        value={done}
        aria-label="Lines taken in"
      />
      <DefinitionList>
        <Definition term="Taken in">
          {number.format(done)} of {number.format(lines)} lines
        </Definition>
        <Definition term="Recorded">{number.format(recorded)}</Definition>
        <Definition term="Already known">{number.format(unchanged)}</Definition>
        <Definition term="Refused">{number.format(refused)}</Definition>
      </DefinitionList>
    </div>
  );
}
