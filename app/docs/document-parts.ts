/** What of an OpenAPI document is needed to take it apart. */
export interface OpenApiDocument {
  tags: { name: string }[];
  paths: Record<string, Record<string, { tags?: string[] }>>;
  webhooks: Record<string, unknown>;
}

/**
 * The document in parts, one for each tag in their order, and the webhooks last. The library stops drawing in the middle of
 * a document of some hundred and fifty operations, and says nothing.
 */
export function documentParts(document: OpenApiDocument): OpenApiDocument[] {
  const ofTags = document.tags.map((tag) => ({
    ...document,
    tags: [tag],
    paths: pathsOf(document, tag.name),
    webhooks: {},
  }));
  return [...ofTags, { ...document, tags: [], paths: {} }];
}

function pathsOf({ paths }: OpenApiDocument, tag: string): OpenApiDocument["paths"] {
  const parts = Object.entries(paths).map(([path, item]) => {
    const operations = Object.entries(item).filter(([, { tags }]) => tags?.includes(tag));
    return [path, Object.fromEntries(operations)] as const;
  });
  return Object.fromEntries(parts.filter(([, item]) => Object.keys(item).length > 0));
}
