import { type ReactNode, useMemo, useRef } from 'react';
import { GroupedVirtuoso, type GroupedVirtuosoHandle } from 'react-virtuoso';
import { useLocation } from 'wouter';
import type { Row } from '../data.ts';
import { byDay, type Day } from '../days.ts';
import { listTexts as texts } from '../texts.ts';
import type { Selection } from '../use-selection.ts';
import { ConversationRow } from './conversation-row.tsx';
import classes from './list.module.css';
import { useListKeys } from './use-list-keys.ts';

interface ListProps {
  rows: readonly Row[];
  words: string;
  /** Days have no sense where the order is another. */
  isByDay: boolean;
  selection: Selection;
  hasMore: boolean;
  onEnd: () => void;
  /** The first row that stood on top when the reader went away. */
  place: { first: number; keep: (first: number) => void };
}

/** The rows, of which only those in sight are in the page. */
export function ConversationList(props: ListProps): ReactNode {
  const { rows, words, isByDay, selection, hasMore, onEnd, place } = props;
  const list = useRef<GroupedVirtuosoHandle>(null);
  const days = useMemo<Day<Row>[]>(
    () => (isByDay ? byDay(rows, new Date()) : [{ title: '', rows: [...rows] }]),
    [rows, isByDay],
  );
  const [, navigate] = useLocation();
  const active = useListKeys(rows, {
    onShow: (index) => list.current?.scrollIntoView({ index, behavior: 'auto' }),
    onOpen: ({ id }) => navigate(`/conversations/${id}`),
    onSelect: ({ id }) => selection.toggle(id),
  });
  return (
    <GroupedVirtuoso
      ref={list}
      useWindowScroll
      groupCounts={days.map((day) => day.rows.length)}
      increaseViewportBy={400}
      initialTopMostItemIndex={place.first}
      rangeChanged={({ startIndex }) => place.keep(startIndex)}
      endReached={onEnd}
      groupContent={(index) => <DayHead title={days[index]?.title ?? ''} />}
      itemContent={(index) => {
        const row = rows[index];
        return row ? (
          <ConversationRow
            row={row}
            words={words}
            isByDay={isByDay}
            isActive={index === active}
            isSelected={selection.has(row.id)}
            onSelect={selection.toggle}
          />
        ) : null;
      }}
      components={{ Footer: hasMore ? LoadingMore : End }}
    />
  );
}

const DayHead = ({ title }: { title: string }): ReactNode =>
  title ? <h2 className={classes.day}>{title}</h2> : <div className={classes.noDay} />;

const LoadingMore = (): ReactNode => <p className={classes.foot}>{texts.loadingMore}</p>;
const End = (): ReactNode => <p className={classes.foot}>{texts.end}</p>;
