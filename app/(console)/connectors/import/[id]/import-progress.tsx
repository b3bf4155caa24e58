"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { sessionEnded } from "@/components/session/session";
import { Definition, DefinitionList } from "@/components/ui/definition-list";

export interface Progress {
  lines: number;
  recorded: number;
  unchanged: number;
  refused: number;
  finished: boolean;
}

interface ImportProgressProps {
  id: string;
  begin: Progress;
  locale: string;
}

const ASK_EVERY_MS = 1_000;

/** How far an import has come, asked for until it is done. */
export function ImportProgress({ id, begin, locale }: ImportProgressProps) {
  const router = useRouter();
  const { data } = useQuery({
    queryKey: ["import", id],
    queryFn: () => readProgress(id),
    initialData: begin,
    staleTime: ASK_EVERY_MS,
    refetchInterval: ({ state }) => (state.data?.finished ? false : ASK_EVERY_MS),
  });
  // The rest of the page is the server's: it tells what was refused.
  useEffect(() => {
    if (data.finished && !begin.finished) router.refresh();
  }, [data.finished, begin.finished, router]);
  const number = new Intl.NumberFormat(locale);
  const done = data.recorded + data.unchanged + data.refused;
  return (
    <div className="grid gap-4">
      <progress
        className="h-2 w-full overflow-hidden rounded-full accent-primary"
        max={data.lines}
        value={done}
        aria-label="Lines taken in"
      />
      <DefinitionList>
        <Definition term="Taken in">
          {number.format(done)} of {number.format(data.lines)} lines
        </Definition>
        <Definition term="Recorded">{number.format(data.recorded)}</Definition>
        <Definition term="Already known">{number.format(data.unchanged)}</Definition>
        <Definition term="Refused">{number.format(data.refused)}</Definition>
      </DefinitionList>
    </div>
  );
}

async function readProgress(id: string): Promise<Progress> {
  const response = await fetch(`/connectors/import/${id}/progress`);
  if (response.status === 401) sessionEnded();
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Progress;
}
