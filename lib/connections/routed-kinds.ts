/** Which payments a route can lead. Premiums are collected by the sandbox for now. */
export const ROUTED_KINDS = ["checkout"] as const;
