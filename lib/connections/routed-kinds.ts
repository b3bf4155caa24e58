/** Which payments a route can lead: those that are charged through a connection. */
export const ROUTED_KINDS = ["checkout", "policy"] as const;
