/** A part of an address or a cookie as it was before it was encoded, or null: a stranger may send what nobody encoded. */
export function decodedPart(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
