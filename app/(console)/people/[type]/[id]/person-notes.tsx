import { lazy, Suspense } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { Person } from "@/lib/people/person";
import type { RecordRef } from "@/lib/people/record-type";
import { RemoveNote } from "./remove-note";

const AddNote = lazy(() => import("./add-note"));

/** What operators have written down about a person, newest first. */
export function PersonNotes({
  record,
  notes,
  mayWrite,
}: {
  record: RecordRef;
  notes: Person["notes"];
  mayWrite: boolean;
}) {
  return (
    <Card>
      <CardHeader title="Notes" description="Only people with an account here read them" />
      <CardBody className="grid gap-3">
        {mayWrite && (
          <Suspense>
            <AddNote record={record} />
          </Suspense>
        )}
        {notes.length === 0 && !mayWrite && <p className="text-muted-foreground">None yet.</p>}
        <ul className="grid gap-3">
          {notes.map(({ id, note, writtenAt, writtenBy }) => (
            <li key={id} className="grid gap-0.5 border-t pt-3">
              <p className="whitespace-pre-wrap break-words">{note}</p>
              <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-xs">
                {writtenBy}, <Time at={writtenAt} />
                {mayWrite && <RemoveNote id={id} name={`the note “${start(note)}”`} />}
              </p>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

const START_MAX = 60;

/** As much of a note as tells it from the others. */
function start(note: string): string {
  return note.length > START_MAX ? `${note.slice(0, START_MAX)}…` : note;
}
