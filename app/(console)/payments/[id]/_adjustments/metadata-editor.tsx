"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Definition, DefinitionList } from "@/components/ui/definition-list";

const MetadataForm = lazy(() => import("./metadata-form"));

interface MetadataEditorProps {
  id: string;
  metadata: Record<string, string>;
  editable: boolean;
}

/** Notes on a payment, edited where they stand. They are merged: nothing is deleted, and two people lose nothing. */
export function MetadataEditor({ id, metadata, editable }: MetadataEditorProps) {
  // As they were when the form was opened: they may change while somebody types.
  const [edited, setEdited] = useState<[string, string][] | null>(null);
  const pairs = Object.entries(metadata);
  if (edited)
    return (
      <Suspense>
        <MetadataForm id={id} pairs={edited} onDone={() => setEdited(null)} />
      </Suspense>
    );
  return (
    <div className="grid gap-3">
      {pairs.length === 0 ? (
        <p className="text-muted-foreground">No notes yet.</p>
      ) : (
        <DefinitionList>
          {pairs.map(([key, value]) => (
            <Definition key={key} term={<span className="break-all font-mono">{key}</span>}>
              {value}
            </Definition>
          ))}
        </DefinitionList>
      )}
      {editable && (
        <Button size="sm" className="w-fit" onClick={() => setEdited(pairs)}>
          Edit metadata
        </Button>
      )}
    </div>
  );
}
