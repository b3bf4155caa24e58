/** Which kinds of payments go by routes: those that are charged through a connection. */
export const ROUTED_KINDS = ["checkout", "policy"] as const;
export type RoutedKind = (typeof ROUTED_KINDS)[number];
