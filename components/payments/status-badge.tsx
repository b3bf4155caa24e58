import { Badge } from "@/components/ui/badge";
import { statusLook } from "./status";

/** The status of a payment or of one adjustment. */
export function StatusBadge({ status, className }: { status: string; className?: string }) {
  const { label, tone, icon } = statusLook(status);
  return (
    <Badge tone={tone} icon={icon} className={className}>
      {label}
    </Badge>
  );
}
