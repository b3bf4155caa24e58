/** How many refused lines an import's page shows; the file to mend has all of them. */
export const REFUSED_SHOWN_MAX = 100;
export const IMPORTS_LISTED_MAX = 50;

/** Refused lines of an import older than this are no longer brought up. */
export const REFUSED_REMEMBERED_DAYS = 30;
