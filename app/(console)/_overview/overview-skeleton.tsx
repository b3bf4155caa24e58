import { LoadingMessage, Skeleton } from "@/components/ui/skeleton";

export function OverviewSkeleton() {
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <LoadingMessage>Loading the overview</LoadingMessage>
      <Skeleton className="h-28 lg:col-span-3" />
      <Skeleton className="h-84 lg:col-span-2" />
      <Skeleton className="h-84" />
      <Skeleton className="h-96 lg:col-span-3" />
    </div>
  );
}
