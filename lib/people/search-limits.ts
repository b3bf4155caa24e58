/** Fewer characters are in nearly every name. */
export const PEOPLE_TEXT_MIN = 2;
export const PEOPLE_TEXT_MAX = 200;

/** A search looks at so many records, the newest, and says so. */
export const PEOPLE_FOUND_MAX = 50;
