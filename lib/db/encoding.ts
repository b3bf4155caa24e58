/** The only encoding that holds every name there is; in another one texts are refused, or cut, late. */
export const ENCODING = "UTF8";

/** What is wrong with a database in another encoding, in one clause; null where nothing is. */
export function encodingFault(encoding: string): string | null {
  if (encoding === ENCODING) return null;
  return `the database must be in UTF8 and is in ${encoding}: make another with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`;
}
