import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/**
 * News between processes is a hint, so a listener also polls. The news of events comes from append_events in the
 * database.
 */
export type News =
  | { about: 'tokens' | 'jobs' | 'deletions' | 'webhooks' }
  /** The account's event log goes on. */
  | { about: 'events'; accountId: string }
  /** A step of a conversation made headway. It is news only: a reader of the job sees the same. */
  | { about: 'progress'; accountId: string; conversationId: string; step: string; percent: number };

const channel = 'meetric_news';

export const announceNews = { name: 'announce-news', text: `select pg_notify('${channel}', $1)` };

/** The same as an expression, for a statement that does more. */
export function announcing(news: Exclude<News['about'], 'events' | 'progress'>): string {
  return `pg_notify('${channel}', '${news}')`;
}

/** An expression that tells of a job's headway; the columns are those of table job. */
export const announcingProgress = `pg_notify('${channel}',
  format('progress:%s:%s:%s:%s', account_id, subject_id, kind, round(progress * 100)))`;

export interface Listener {
  close(): Promise<void>;
}

/** Calls `onNews` for what other processes announce; connects again by itself until closed. */
export function listenForNews(url: string, onNews: (news: News) => void): Listener {
  const closing = new AbortController();
  const running = keepListening(url, onNews, closing.signal);
  return {
    async close() {
      closing.abort();
      await running;
    },
  };
}

async function keepListening(url: string, onNews: (news: News) => void, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'meetric-listen',
      connectionTimeoutMillis: 2_000,
      // It only listens, so nothing else finds out that the network was cut.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      closing.addEventListener('abort', () => resolve(), { once: true });
    });
    client.on('notification', ({ payload = '' }) => {
      const news = readNews(payload);
      if (news) onNews(news);
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      await lost;
    } catch {
      await delay(500, undefined, { signal: closing, ref: false }).catch(() => {});
    }
    await client.end().catch(() => {});
  }
}

/** Null for what another version announces. */
function readNews(payload: string): News | null {
  const [about, accountId, conversationId, step, percent] = payload.split(':');
  if (about === 'progress' && accountId && conversationId && step)
    return { about, accountId, conversationId, step, percent: Number(percent) };
  if (about === 'events' && accountId) return { about, accountId };
  if (about === 'tokens' || about === 'jobs') return { about };
  return about === 'deletions' || about === 'webhooks' ? { about } : null;
}
