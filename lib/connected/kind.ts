import type { KindOperations } from "@/lib/payments/kind-operations";
import { takeInReport } from "@/lib/payments/report-adjustment";

/** What connected payments do their own way: nothing but take in what is reported. */
export const connectedKind: KindOperations = { charges: null, refundElsewhere: null, report: takeInReport };
