/** Rows as a statement takes them: one array for each column, as its parameters from $1 on. */
export interface RowArrays<Column extends string> {
  /** The number of these parameters. */
  count: number;
  /** SQL that makes rows of the parameters again: to be selected from. */
  from: string;
  values(rows: readonly Readonly<Record<Column, unknown>>[]): unknown[][];
}

/** `columns`: column → SQL type, in any order; the rows are called `name`, and `startedAt` is `started_at` in SQL. */
export function rowArrays<Columns extends Readonly<Record<string, string>>>(
  name: string,
  columns: Columns,
): RowArrays<Extract<keyof Columns, string>> {
  const names: Extract<keyof Columns, string>[] = [];
  for (const column in columns) names.push(column);
  const parameters = names.map((column, i) => `$${i + 1}::${columns[column]}[]`);
  return {
    count: names.length,
    from: `unnest(${parameters.join(', ')}) as ${name} (${names.map(inSql).join(', ')})`,
    values: (rows) => names.map((column) => rows.map((row) => row[column])),
  };
}

function inSql(column: string): string {
  return column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
