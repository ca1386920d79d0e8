import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Duration } from '../../../parts/duration.tsx';
import type { Row } from '../data.ts';
import { listTexts as texts } from '../texts.ts';
import { Marked, nearMark } from './marked.tsx';
import classes from './rows.module.css';

/** The sentences that were found, each of which opens at its moment. */
export function Hits({ row, words }: { row: Row; words: string }): ReactNode {
  const { hits, hit_count: count } = row.search ?? { hits: [], hit_count: 0 };
  const rest = count - hits.length;
  return (
    <ul className={classes.hits}>
      {hits.map((hit) => (
        <li key={hit.sentence_index}>
          <Link
            className={classes.hit}
            href={`/conversations/${row.id}?s=${hit.sentence_index}&q=${encodeURIComponent(words)}`}
          >
            {hit.start_seconds !== null && (
              <span className={classes.moment}>
                <Duration seconds={hit.start_seconds} />
              </span>
            )}
            <span className={classes.sentence}>
              {hit.speaker_name && <b>{hit.speaker_name}: </b>}
              <Marked {...nearMark(hit.text, hit.marks)} />
            </span>
          </Link>
        </li>
      ))}
      {rest > 0 && <li className={classes.rest}>{texts.moreHits(rest)}</li>}
    </ul>
  );
}
