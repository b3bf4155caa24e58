/** How many merchants are previewed at once; that there are more is said. */
export const MERCHANTS_PREVIEWED_MAX = 50;
