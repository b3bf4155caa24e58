/** What somebody is kept as, in words. */
export const RECORD_NAMES: Record<string, string> = {
  customer: "Customer",
  policyholder: "Policyholder",
  referral: "Referred customer",
};
