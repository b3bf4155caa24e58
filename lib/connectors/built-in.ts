/** What needs no connection of its own: who sends payouts, and takes the payments that no route names. */
export const BUILT_IN = { connector: "sandbox", connectionId: null } as const;
