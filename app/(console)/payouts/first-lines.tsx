import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { CardBody } from "@/components/ui/card";
import { Count } from "@/components/ui/count";

/** So many lines of a payout are written at first; the rest with a press. Sums are always those of all. */
export const FIRST_LINES = 100;

export function FirstLines<Line>({
  lines,
  children,
}: {
  lines: readonly Line[];
  children: (shown: readonly Line[]) => ReactNode;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, FIRST_LINES);
  return (
    <>
      {children(shown)}
      {shown.length < lines.length && (
        <CardBody className="flex flex-wrap items-center gap-3 border-t pt-4">
          <p className="text-muted-foreground">
            The first <Count value={shown.length} /> of <Count value={lines.length} /> lines
          </p>
          <Button size="sm" onClick={() => setAll(true)}>
            Show all <Count value={lines.length} />
          </Button>
        </CardBody>
      )}
    </>
  );
}
