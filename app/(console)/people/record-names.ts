import type { PersonRecordType } from "@/lib/people/record-type";

/** What somebody is kept as, in words. */
export const RECORD_NAMES: Record<PersonRecordType, string> = {
  customer: "Customer",
  policyholder: "Policyholder",
  referral: "Referred customer",
  account: "Account of a connector",
};
