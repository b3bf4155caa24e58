/** An element of a parsed part: attributes and children under their names, text under `#text`. */
export interface XmlNode {
  [name: string]: XmlNode & XmlNode[] & string;
}

/** The elements of one name, however many there are. */
export function elements(nodes: XmlNode | undefined): XmlNode[] {
  if (nodes === undefined || typeof nodes === "string") return [];
  return Array.isArray(nodes) ? nodes : [nodes];
}
