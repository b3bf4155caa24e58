/** What needs no connection of its own: who sends payouts, and takes the payments that no route names. */
export const BUILT_IN = { connector: "sandbox", connectionId: null } as const;

/** What people are told it is, in a sentence. */
export const BUILT_IN_WORDS = "the sandbox";

/** The connection that is there from the start, and needs no credentials. */
export const BUILT_IN_CONNECTION_ID = "00000000-0000-4000-8000-00005a4db0c5";
