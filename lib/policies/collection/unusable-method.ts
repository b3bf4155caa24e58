/** What is recorded of a payment that cannot be collected from its method. Policy contract, "Failure, blocking and retries". */
export const UNUSABLE_METHOD = {
  failureReason: "Payment method failed verification or is blocked",
  failureCode: "payment_method_unusable",
  failureAction: "block_retry",
} as const;
