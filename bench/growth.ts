import { listPath } from './list.ts';
import type { BenchOptions } from './options.ts';
import { getRequest } from './support/connection.ts';
import { atMost, type Figure, figure } from './support/figures.ts';
import type { Installation } from './support/installation.ts';
import { column, interleave, type Slice, type Target } from './support/load.ts';
import { seedAccounts, seedConversations } from './support/seed.ts';
import { ratios, seededRandom } from './support/statistics.ts';

const connections = 8;
const dayMs = 86_400_000;
const windowDays = 25;
const placesPerToken = 40;

/** Whether a list stays as fast when the table, or one account in it, is a hundred times larger. */
export async function benchGrowth(options: BenchOptions): Promise<Figure[]> {
  const [few, many] = options.short ? [1_000, 10_000] : [10_000, options.tenMillion ? 10_000_000 : 1_000_000];
  const small = await options.open();
  const large = await options.open();
  try {
    const targets = [
      ...(await fill(small, 'few', { accounts: 50, conversations: few })),
      ...(await fill(large, 'many', { accounts: 50, conversations: many })),
    ];
    const inMany = await interleave(targets, { ...options, connections });
    const goal = options.tenMillion ? 2 : 1.5;
    const figures = compare(inMany, `${count(many)} against ${count(few)}`, ['many', 'few'], goal);
    if (options.tenMillion) return figures;
    return [...figures, ...(await compareAccounts(large, options, { few: 1_000, many }))];
  } finally {
    await small.close();
    await large.close();
  }
}

/** Two accounts more in the same database, one small and one large. */
async function compareAccounts(
  installation: Installation,
  options: BenchOptions,
  { few, many }: { few: number; many: number },
): Promise<Figure[]> {
  const targets = [
    ...(await fill(installation, 'small account', { accounts: 1, conversations: few })),
    ...(await fill(installation, 'large account', { accounts: 1, conversations: many })),
  ];
  const slices = await interleave(targets, { ...options, connections });
  const title = `one account of ${count(many)} against one of ${count(few)}`;
  return compare(slices, title, ['large account', 'small account'], 1.5);
}

/** Fills accounts and gives two targets: first pages, and pages from anywhere in the last 25 days. */
async function fill(
  installation: Installation,
  name: string,
  amounts: { accounts: number; conversations: number },
): Promise<Target[]> {
  const accounts = await seedAccounts(installation.db, amounts.accounts);
  process.stderr.write(`  ${count(amounts.conversations)} conversations ...\n`);
  await seedConversations(installation.db, accounts, amounts.conversations);
  const tokens = await Promise.all(accounts.map((id) => installation.token(id)));
  const random = seededRandom(amounts.conversations);
  const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
  const anywhere = Array.from({ length: tokens.length * placesPerToken }, (_, i) => {
    const to = new Date(Date.now() - random() * windowDays * dayMs).toISOString();
    return getRequest(`${listPath}&to=${to}`, bearer(tokens[i % tokens.length] ?? ''));
  });
  const { port, pid } = installation;
  return [
    {
      name: `${name}, first page`,
      port,
      pid,
      requests: tokens.map((token) => getRequest(listPath, bearer(token))),
    },
    { name: `${name}, any page`, port, pid, requests: anywhere },
  ];
}

function compare(
  slices: Map<string, Slice[]>,
  title: string,
  [after, before]: [string, string],
  goal: number,
): Figure[] {
  return ['first page', 'any page'].flatMap((page) => {
    const p50 = (name: string): number[] => column(slices, `${name}, ${page}`, 'p50Ms');
    const measured = { unit: 'ratio', rounds: ratios(p50(after), p50(before)) } as const;
    return [
      figure('growth', `${title}, p50 of ${page}`, measured, { goal: atMost(goal) }),
      figure('growth', `${after}, p50 of ${page}`, { unit: 'ms', rounds: p50(after) }),
      figure('growth', `${before}, p50 of ${page}`, { unit: 'ms', rounds: p50(before) }),
    ];
  });
}

function count(value: number): string {
  return value.toLocaleString('en');
}
