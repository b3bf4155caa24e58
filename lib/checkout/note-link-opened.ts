import { query } from "@/lib/db/sql";
import { NOTE } from "@/lib/generated/sql/checkout/note-link-opened/note";
import { newId } from "@/lib/ids";

/** Notes that a customer looks at a link, with its event. Only the first look at a link that can still be paid counts. */
export async function noteLinkOpened({ paymentId, now }: { paymentId: string; now: Date }): Promise<void> {
  await query(NOTE, { paymentId, now, eventId: newId(), requestId: newId() });
}
