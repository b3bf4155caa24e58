import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

const OID = { bool: 16, char: 18, name: 19, int8: 20, int2: 21, int4: 23, text: 25, oid: 26, float8: 701 };

const {
  Boolean: Bool,
  Character,
  Int32,
  Int64,
  Double,
  Text,
  TextArray,
  Int32Array: Int32s,
} = ColumnTypeEnum;
const COLUMN_TYPES = new Map<number, SqlResultSet["columnTypes"][number]>([
  [OID.bool, Bool],
  [OID.char, Character],
  [OID.int2, Int32],
  [OID.int4, Int32],
  [OID.int8, Int64],
  [OID.oid, Int64],
  [OID.float8, Double],
  // int2[], int4[], text[] and name[].
  [1005, Int32s],
  [1007, Int32s],
  [1009, TextArray],
  [1003, TextArray],
]);

/**
 * How Prisma's schema engine reads a database's catalogue through pg. Prisma's own adapter cannot: it knows neither the
 * catalogue's type "char" nor its arrays of names.
 */
export function catalogAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const info = { provider: "postgres", adapterName: "counterfoil-catalog" } as const;
  const connect = async (): Promise<SqlDriverAdapter> => ({
    ...info,
    queryRaw: (query) => queryRaw(pool, query),
    executeRaw: async ({ sql, args }) => (await pool.query(sql, args)).rowCount ?? 0,
    executeScript: async (script) => {
      await pool.query(script);
    },
    startTransaction: () => Promise.reject(new Error("The drift check only reads.")),
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
    dispose: async () => {},
  });
  return { ...info, connect, connectToShadowDb: connect };
}

async function queryRaw(pool: pg.Pool, { sql, args }: SqlQuery): Promise<SqlResultSet> {
  const { fields, rows } = await pool.query<unknown[]>({ text: sql, values: args, rowMode: "array", types });
  return {
    columnNames: fields.map(({ name }) => name),
    columnTypes: fields.map(({ dataTypeID }) => COLUMN_TYPES.get(dataTypeID) ?? Text),
    rows,
  };
}

const NAME_ARRAY = 1003;
const TEXT_ARRAY = 1009;
const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    // The engine reads 64 bits from text.
    if (oid === OID.oid || oid === OID.int8) return String;
    return pg.types.getTypeParser(oid === NAME_ARRAY ? TEXT_ARRAY : oid, format as "text");
  }) as typeof pg.types.getTypeParser,
};
