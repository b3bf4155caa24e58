/** How many connections may be in use at once. */
export const CONNECTIONS_MAX = 50;

/** How many connections a list shows, those that were ended included. */
export const CONNECTIONS_SHOWN_MAX = 200;

export const CONNECTION_NAME_CHARACTERS_MAX = 100;

/** How long one value of a provider's credentials may be. */
export const CREDENTIAL_CHARACTERS_MAX = 1_000;

/** For how long what is signed with the message secret before is still taken. */
export const MESSAGE_SECRET_OVERLAP_HOURS = 24;

/** How many routes one merchant, or all merchants together, may have. */
export const ROUTES_MAX = 50;

/** How many of a connection's latest events its page shows. */
export const EVENTS_SHOWN_MAX = 50;

/** Of a value shorter than this not even the end is shown. */
export const HINTED_CHARACTERS_MIN = 16;
