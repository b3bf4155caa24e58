import { Card } from "./card";
import { LoadingMessage, Skeleton } from "./skeleton";

const ROWS = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** A list's page while its rows are on their way: the same header, card and row height. */
export function TablePageSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <>
      <LoadingMessage />
      <div className="mb-5 grid gap-2">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-5 w-full max-w-2xl" />
      </div>
      <Card>
        <div className="h-9 border-b" />
        {ROWS.slice(0, rows).map((row) => (
          <div key={row} className="flex items-center gap-6 border-b px-4 py-row last:border-b-0">
            <Skeleton className="h-5 w-1/4" />
            <Skeleton className="h-5 w-1/5" />
            <Skeleton className="h-5 w-1/6" />
            <Skeleton className="ml-auto h-5 w-16" />
          </div>
        ))}
      </Card>
    </>
  );
}
