import { z } from "zod";

/** What somebody may be kept as: an account is one of a connector's, which stands for whoever pays or is paid by it. */
export const PERSON_RECORD_TYPES = ["customer", "policyholder", "referral", "account"] as const;
export type PersonRecordType = (typeof PERSON_RECORD_TYPES)[number];

/** Names one record of a person. */
export const RecordRef = z.object({ type: z.enum(PERSON_RECORD_TYPES), id: z.uuid() });
export type RecordRef = z.output<typeof RecordRef>;
