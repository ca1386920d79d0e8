import { type SearchWish, searchConversations } from '../src/domain/search/search-conversations.ts';
import { Stems } from '../src/domain/search/stemmers.ts';
import type { BenchOptions } from './options.ts';
import { atMost, type Figure, figure } from './support/figures.ts';
import type { Installation } from './support/installation.ts';
import { seedAccounts, seedConversations } from './support/seed.ts';
import { seedSearched, sentencesPerConversation, vocabulary, wordPicker } from './support/seed-searched.ts';
import { quantile, seededRandom } from './support/statistics.ts';

/** The one that is asked has half of all sentences. */
const accountCount = 2;
const pageRows = 25;
const everything: SearchWish['filters'] = {
  from: null,
  to: null,
  userId: null,
  teamId: null,
  departmentId: null,
  conversationType: null,
  medium: null,
  sentiment: null,
  status: null,
  topic: null,
  insightType: null,
  participant: null,
};

/** Searches of one account, from words to rows with their best sentences: the time that 95 of 100 stay below. */
export async function benchSearch(options: BenchOptions): Promise<Figure[]> {
  const sentences = options.short ? 10_000 : options.fiveMillion ? 5_000_000 : 150_000;
  const installation = await options.open();
  try {
    const accounts = await seedAccounts(installation.db, accountCount);
    await seedConversations(installation.db, accounts, sentences / sentencesPerConversation);
    const words = vocabulary();
    await seedSearched(installation.db, words);
    const goals = options.fiveMillion ? { typed: 200, held: 500 } : { typed: 50, held: 150 };
    const [account = ''] = accounts;
    const measured = await measureAll(installation, account, words, options);
    return Object.entries(measured).map(([name, rounds]) => {
      const goal = atMost(name === 'a part of a word' ? goals.held : goals.typed);
      const note = `${sentences.toLocaleString('en')} sentences`;
      return figure(
        'search',
        `${name}, p95`,
        { unit: 'ms', rounds },
        options.short ? { note } : { goal, note },
      );
    });
  } finally {
    await installation.close();
  }
}

async function measureAll(
  installation: Installation,
  account: string,
  words: readonly string[],
  { rounds, short }: BenchOptions,
): Promise<Record<string, number[]>> {
  const random = seededRandom(5);
  const any = wordPicker(words, random);
  const kinds: Record<string, () => string> = {
    'a word': () => `${any()} `,
    'two words': () => `${any()} ${any()} `,
    'a word that is being typed': () => any().slice(0, 2 + Math.floor(random() * 4)),
    'a phrase': () => `"${any()} ${any()}" `,
    // No word has it as it is.
    'a part of a word': () => `${any().slice(1, 7)}${any().slice(1, 3)}`.slice(0, 7),
  };
  const stems = new Stems();
  const measured: Record<string, number[]> = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, make] of Object.entries(kinds)) {
      const times: number[] = [];
      for (let i = 0; i < (short ? 5 : 60); i += 1)
        times.push(await timed(installation, stems, account, make()));
      measured[kind]?.push(quantile(times, 0.95));
    }
  }
  return measured;
}

async function timed({ db }: Installation, stems: Stems, accountId: string, words: string): Promise<number> {
  const viewer = { accountId, userId: accountId, seesAll: true, email: '', ownerIds: [], departmentId: null };
  const wish: SearchWish = {
    viewer,
    filters: everything,
    limit: pageRows + 1,
    words,
    sort: 'relevance',
    after: null,
  };
  const startedMs = performance.now();
  await searchConversations(db, stems, wish);
  return performance.now() - startedMs;
}
