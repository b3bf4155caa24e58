import { Count } from "@/components/ui/count";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import type { PaymentImport } from "@/lib/imports/get-import";

/** How far an import has come. */
export function ImportProgress({
  progress: { lines, recorded, unchanged, refused },
}: {
  progress: Pick<PaymentImport, "lines" | "recorded" | "unchanged" | "refused">;
}) {
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
          <Count value={done} /> of <Count value={lines} /> lines
        </Definition>
        <Definition term="Recorded">
          <Count value={recorded} />
        </Definition>
        <Definition term="Already known">
          <Count value={unchanged} />
        </Definition>
        <Definition term="Refused">
          <Count value={refused} />
        </Definition>
      </DefinitionList>
    </div>
  );
}
