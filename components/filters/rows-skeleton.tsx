import { LoadingMessage, Skeleton } from "@/components/ui/skeleton";

const ROWS = Array.from({ length: 12 }, (_, index) => `row ${index}`);

/** Rows in their real size, before what is in them has come. */
export function RowsSkeleton({ of = "payments" }: { of?: string }) {
  return (
    <div>
      <LoadingMessage>{`Loading ${of}`}</LoadingMessage>
      <div className="h-9 border-b max-sm:hidden" />
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-6 border-b px-4 py-row last:border-b-0">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="ml-auto h-5 w-20" />
          <Skeleton className="h-5 w-24 max-sm:hidden" />
          <Skeleton className="h-5 w-28 max-md:hidden" />
          <Skeleton className="h-5 w-36 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
