/** The header in which the framework's pages find the path and query that were asked for. What a client sends in it is dropped. */
export const PATH_HEADER = "x-counterfoil-path";
