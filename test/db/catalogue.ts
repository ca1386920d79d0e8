/** The parts of a schema, as PostgreSQL tells them; columns in their order. */
const parts = [
  `select 'table ' || relname || ' ' || coalesce(reloptions::text, '') as part from pg_class
   where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S')`,
  `select 'column ' || c.relname || '.' || a.attname || ' '
     || row_number() over (partition by c.oid order by a.attnum) || ' ' || format_type(a.atttypid, a.atttypmod)
     || ' ' || a.attnotnull || ' ' || a.attstorage::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as part
   from pg_class c
   join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
  `select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as part
   from pg_constraint where connamespace = 'public'::regnamespace`,
  `select 'index ' || pg_get_indexdef(indexrelid) as part from pg_index
   where indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`,
  `select 'trigger ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text as part from pg_trigger where not tgisinternal`,
  `select pg_get_functiondef(oid) as part from pg_proc where pronamespace = 'public'::regnamespace`,
  `select 'type ' || typname || ' ' || typtype::text as part from pg_type where typnamespace = 'public'::regnamespace
     and left(typname, 1) <> '_'`,
];

/** Everything in the database's schema, one line a thing. */
export async function catalogueOf(
  query: (text: string) => Promise<{ part?: string }[]>,
): Promise<(string | undefined)[]> {
  const lines: (string | undefined)[] = [];
  for (const text of parts) lines.push(...(await query(text)).map(({ part }) => part));
  return lines.toSorted();
}
