/** A part of an address or a cookie as it was before it was encoded, or null: a stranger may send what nobody encoded. */
export function decodedPart(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Whether a part of an address is UTF-8 beneath its escapes. What is not would be read as other text than was sent. */
export function isUtf8Part(text: string): boolean {
  return decodedPart(text.replace(NO_ESCAPE, "%25")) !== null;
}

// Of a query that is left as it is.
const NO_ESCAPE = /%(?![\da-f]{2})/gi;
