import { TablePageSkeleton } from "@/components/ui/table-skeleton";

export default function Loading() {
  return <TablePageSkeleton />;
}
